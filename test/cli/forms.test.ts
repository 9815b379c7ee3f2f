import { expect, test } from 'vitest';
import { nysan, nysanHere } from './nysan.ts';

test('forms lists every form on a line: id, place in the act, titles', async () => {
  const { code, output, errors } = await nysan(['forms']);
  expect([code, errors]).toEqual([0, '']);
  const lines = output.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(6);
  for (const line of lines)
    expect(line).toMatch(/^[a-z][a-z0-9-]*\t(op|ktp|euc|dom|prod) (?:par\. )?\d[^\t]*\t.+ \/ .+$/u);
  expect(output).toMatch(/^industrial-certificate\top 16\t/m);
});

test('forms --json is for programs', async () => {
  const { code, output } = await nysanHere(['forms', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toContainEqual({
    id: 'end-user-refusal',
    act: 'euc',
    appendix: '2',
    paragraph: null,
    title: { kk: expect.any(String) as string, ru: 'Мотивированный отказ' },
  });
});

test('form:check finds nothing wrong with a form of the project, and says what is wrong with another', async () => {
  const good = await nysanHere(['form:check', 'end-user-refusal']);
  expect(good).toMatchObject({ code: 0, output: '1 forms checked, 0 findings\n' });
  const missing = await nysanHere(['form:check', 'end-user-refusal', 'no-such-form']);
  expect(missing.code).toBe(1);
  expect(missing.output).toMatch(/^no-such-form: .*no-such-form\.schema\.json cannot be read/m);
  expect(missing.output).toContain('2 forms checked, 1 findings');
});
