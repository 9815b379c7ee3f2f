import { expect, test } from 'vitest';
import { nysanHere } from './nysan.ts';

const wrong: readonly [string, string[], string][] = [
  ['an unknown command', ['print'], 'nysan render FORM'],
  ['a name that every object has', ['constructor'], 'nysan render FORM'],
  ['no form', ['validate', '--data', 'x.json'], 'expected one FORM'],
  ['two forms', ['render', 'a', 'b', '--blank', '--out', '-'], 'expected one FORM'],
  ['no data', ['validate', 'end-user-refusal'], '--data FILE|- is needed'],
  [
    'data that is not there',
    ['validate', 'end-user-refusal', '--data', 'no-such-file.json'],
    'no-such-file.json cannot be read',
  ],
  ['an unknown option', ['forms', '--yaml'], '--yaml'],
  ['no place for the document', ['render', 'end-user-refusal', '--blank'], '--out FILE|-'],
  ['no source', ['render', 'end-user-refusal', '--out', '-'], 'one of --data, --example and --blank'],
  [
    'two sources',
    ['render', 'end-user-refusal', '--out', '-', '--blank', '--example'],
    'one of --data, --example and --blank',
  ],
  [
    'an unknown format',
    ['render', 'end-user-refusal', '--blank', '--out', '-', '--format', 'doc'],
    '--format takes pdf',
  ],
  [
    'an unknown language',
    ['render', 'end-user-refusal', '--blank', '--out', '-', '--language', 'en'],
    '--language takes',
  ],
  ['no language', ['render', 'end-user-refusal', '--blank', '--out', '-', '--language', ''], '--language takes'],
  ['a language twice', ['validate', 'end-user-refusal', '--data', '-', '--language', 'ru,ru'], '--language takes'],
  ['too many rows', ['render', 'end-user-refusal', '--blank', '--out', '-', '--rows', '501'], '--rows takes'],
  ['less than no rows', ['render', 'end-user-refusal', '--blank', '--out', '-', '--rows=-1'], '--rows takes'],
  [
    'fields in a DOCX',
    ['render', 'end-user-refusal', '--blank', '--fillable', '--format', 'docx', '--out', '-'],
    '--fillable',
  ],
  ['a form id with capitals', ['form:new', 'MyForm', '--act', 'op', '--appendix', '1'], 'a form id has small letters'],
  ['a path as form id', ['form:new', '../evil', '--act', 'op', '--appendix', '1'], 'a form id has small letters'],
  ['an unknown act', ['form:new', 'my-form', '--act', 'xx', '--appendix', '1'], '--act takes'],
  ['no appendix', ['form:new', 'my-form', '--act', 'op'], '--appendix N'],
  [
    'an edition that is no date',
    ['form:new', 'my-form', '--act', 'op', '--appendix', '1', '--edition', 'new'],
    '--edition',
  ],
  ['a form that exists', ['form:new', 'end-user-refusal', '--act', 'euc', '--appendix', '9'], 'exists'],
];

test.each(wrong)('%s is told, with the words there are: exit code 2', async (_, words, message) => {
  const { code, errors } = await nysanHere(words);
  expect(code).toBe(2);
  expect(errors).toContain(message);
  expect(errors).toContain('nysan serve');
  expect(errors).not.toMatch(/^\s+at /m);
});

test('an unknown form is told: exit code 2', async () => {
  const { code, errors, output } = await nysanHere(['validate', 'no-such-form', '--data', 'package.json']);
  expect([code, output]).toEqual([2, '']);
  expect(errors).toContain('no such form');
});
