import { expect, test } from 'vitest';
import { ownPath } from '../../src/http/own-path.ts';

test.each(['/', '/documents', '/forms/end-user-refusal?paper=kk', '/documents/abc#signatures', '/verify?language=ru'])(
  '%s is gone on to',
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  ['an address elsewhere', 'https://evil.example/'],
  ['an address without a scheme', '//evil.example/'],
  ['one with a backslash', '/\\evil.example/'],
  ['one behind dots', '/.//evil.example/'],
  ['one behind parents', '/x/..//evil.example/'],
  ['one behind a tabulator', '/\t/evil.example/'],
  ['a script', 'javascript:alert(1)'],
  ['a line break', '/x\r\nSet-Cookie: a=b'],
  ['a relative path', 'documents'],
  ['letters that are not encoded', '/құжаттар'],
  ['a path of more than 2000 characters', `/${'x'.repeat(2000)}`],
  ['nothing', ''],
  ['no text', undefined],
  ['several', ['/', '/documents']],
  ['the door itself', '/sign-in?next=/'],
  ['the way out', '/sign-out'],
  ['the first door', '/first-user'],
])('%s is not: the first page is instead', (_, text) => {
  expect(ownPath(text)).toBe('/');
});
