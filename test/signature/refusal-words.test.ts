import { expect, test } from 'vitest';
import { interfaceLanguages } from '../../src/compose/locales.ts';
import { readJson } from '../../src/forms/catalogue.ts';
import { projectPath } from '../../src/project.ts';
import type { SignatureRefusal } from '../../src/signature/accepted-findings.ts';

const refusals: Readonly<Record<SignatureRefusal, true>> = {
  malformed: true,
  'several-signers': true,
  'content-differs': true,
  'signature-wrong': true,
  'chain-unknown': true,
  'certificate-expired': true,
  'certificate-not-yet-valid': true,
  usage: true,
  revoked: true,
  'certificate-missing': true,
  'attached-content': true,
  'another-signer': true,
  'too-large': true,
};

test.each(interfaceLanguages)('every refusal of a signature has its own words in %s', (language) => {
  const words = readJson(projectPath('locales', language, 'problems.json'))['refusal'] as Record<string, string>;
  expect(Object.keys(words).sort()).toEqual(Object.keys(refusals).sort());
  expect(new Set(Object.values(words)).size).toBe(Object.keys(refusals).length);
});
