import { expect, test } from 'vitest';
import { nextPlace } from '../../src/signature/signing-order.ts';

function places(...names: readonly string[]) {
  return names.map((name) => ({ name: name.replace('+', ''), signed: name.startsWith('+') }));
}

test.each([
  [places('head', 'member', 'member.2'), 'member', { kind: 'free', place: 'member' }],
  [places('head', '+member', 'member.2'), 'member', { kind: 'free', place: 'member.2' }],
  [places('head', '+member', '+member.2'), 'member', { kind: 'signed' }],
  [places('+seal', 'head'), 'seal', { kind: 'unknown', signatories: ['head'] }],
  [places('head', 'member', 'member.2'), 'member.2', { kind: 'unknown', signatories: ['head', 'member'] }],
  [places(), 'head', { kind: 'unknown', signatories: [] }],
])('without an order everyone signs at the next free place (%#)', (all, signatory, next) => {
  expect(nextPlace(all, signatory)).toEqual(next);
});

test.each([
  [places('chair', 'member', 'clerk'), 'chair', { kind: 'free', place: 'chair' }],
  [places('chair', 'member', 'clerk'), 'clerk', { kind: 'free', place: 'clerk' }],
  [places('chair', 'member', 'clerk'), 'member', { kind: 'early', before: ['chair'] }],
  [places('+chair', 'member', 'head'), 'head', { kind: 'early', before: ['member'] }],
  [places('+chair', '+member', 'member.2', 'head'), 'head', { kind: 'early', before: ['member'] }],
  [places('+chair', '+member', 'head'), 'head', { kind: 'free', place: 'head' }],
])('in the order of the form, who is not named in it signs at any time (%#)', (all, signatory, next) => {
  expect(nextPlace(all, signatory, ['chair', 'member', 'head'])).toEqual(next);
});
