import { describe, expect, test } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import { newIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import { sendByContract } from '../support/contract.ts';
import { exampleOf } from './payloads.ts';

/** The steps of an answer, each with a time. */
function stepsOf(answer: Response): string[] {
  const header = answer.headers.get('Server-Timing') ?? '';
  expect(header).toMatch(/^[a-z]+;dur=\d+\.\d(, [a-z]+;dur=\d+\.\d)*$/);
  return header
    .split(', ')
    .map((step) => step.split(';')[0] ?? '')
    .sort();
}

const printing = ['compose', 'postprocess', 'print', 'swap', 'transfer', 'validate'];

describe('an answer that makes a document tells what took how long', () => {
  test('of a draft', async () => {
    const example = await exampleOf('end-user-refusal');
    for (const format of formats) {
      const answer = await sendByContract(`/v1/forms/end-user-refusal/render?language=ru&format=${format}`, example);
      const steps = format === 'pdf' ? printing : ['compose', 'render', 'validate'];
      expect(stepsOf(answer), format).toEqual(expect.arrayContaining(steps));
    }
  });

  test('of an issued document, and of a file when it is first made', async () => {
    const { desk } = await newIssuer();
    const issued = await desk.send('/v1/documents', orderOf('end-user-refusal'));
    expect(stepsOf(issued)).toEqual(expect.arrayContaining([...printing, 'seal', 'store']));
    const { id } = (await issued.json()) as { readonly id: string };
    const file = () => desk.ask(`/v1/documents/${id}/files/kk.docx`);
    expect(stepsOf(await file())).toEqual(['compose', 'render', 'seal', 'store']);
    expect((await file()).headers.has('Server-Timing')).toBe(false);
  });
});
