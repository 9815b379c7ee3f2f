/** Where contents are kept when nodes share a store. */
export interface S3Settings {
  /** Address of the store, without the bucket. */
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Whether the bucket is named in the path, as most stores want it, and not in the host. */
  readonly isPathStyle: boolean;
}

const names = ['ENDPOINT', 'BUCKET', 'REGION', 'ACCESS_KEY', 'SECRET_KEY', 'PATH_STYLE'].map(
  (name) => `NYSAN_S3_${name}`,
);

/**
 * The settings of an S3-compatible store; null where there are none.
 *
 * @param text of a variable; undefined for an empty one
 * @throws Error naming the variable that is missing or wrong
 */
export function readS3Settings(text: (name: string) => string | undefined): S3Settings | null {
  if (names.every((name) => text(name) === undefined)) return null;
  const needed = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new Error(`${name} is needed to keep files in an S3-compatible store`);
    return value;
  };
  const bucket = needed('NYSAN_S3_BUCKET');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error('NYSAN_S3_BUCKET must be 3 to 63 small letters, digits, dots and hyphens');
  }
  const pathStyle = text('NYSAN_S3_PATH_STYLE') ?? 'on';
  if (pathStyle !== 'on' && pathStyle !== 'off') throw new Error('NYSAN_S3_PATH_STYLE must be on or off');
  return {
    endpoint: readEndpoint(needed('NYSAN_S3_ENDPOINT')),
    bucket,
    region: text('NYSAN_S3_REGION') ?? 'us-east-1',
    accessKey: needed('NYSAN_S3_ACCESS_KEY'),
    secretKey: needed('NYSAN_S3_SECRET_KEY'),
    isPathStyle: pathStyle === 'on',
  };
}

function readEndpoint(address: string): URL {
  const url = URL.parse(address);
  const isPlain = url?.pathname === '/' && url.search === '' && url.username === '' && url.password === '';
  if (url === null || !isPlain || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('NYSAN_S3_ENDPOINT must be an http or https address without a path or password in it');
  }
  return url;
}
