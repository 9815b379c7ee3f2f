import { describe, expect, test } from 'vitest';
import { readS3Settings } from '../../../src/registry/files/s3/settings.ts';

const whole = {
  NYSAN_S3_ENDPOINT: 'https://s3.example.kz',
  NYSAN_S3_BUCKET: 'nysan-files',
  NYSAN_S3_ACCESS_KEY: 'key',
  NYSAN_S3_SECRET_KEY: 'secret',
};

function read(environment: Readonly<Record<string, string>>) {
  return readS3Settings((name) => environment[name]);
}

describe('the settings of an S3-compatible store', () => {
  test('are none unless one is given', () => {
    expect(read({})).toBeNull();
    expect(read(whole)).toEqual({
      endpoint: new URL('https://s3.example.kz'),
      bucket: 'nysan-files',
      region: 'us-east-1',
      accessKey: 'key',
      secretKey: 'secret',
      isPathStyle: true,
    });
  });

  test.each([
    ['NYSAN_S3_ENDPOINT', 's3.example.kz'],
    ['NYSAN_S3_ENDPOINT', 'ftp://s3.example.kz'],
    ['NYSAN_S3_ENDPOINT', 'https://key:secret@s3.example.kz'],
    ['NYSAN_S3_ENDPOINT', 'https://s3.example.kz/bucket'],
    ['NYSAN_S3_BUCKET', 'Nysan'],
    ['NYSAN_S3_PATH_STYLE', 'yes'],
  ])('name %s when it is wrong', (name, value) => {
    expect(() => read({ ...whole, [name]: value })).toThrow(name);
  });

  test.each(Object.keys(whole))('name %s when it is missing', (name) => {
    const { [name]: _missing, ...others } = { ...whole } as Record<string, string>;
    expect(() => read(others)).toThrow(name);
  });
});
