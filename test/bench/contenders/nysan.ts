import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import type { JsonObject } from '../../../src/forms/json.ts';
import { withoutPaths } from '../../../src/values/without-paths.ts';
import { testKey } from '../../support/service.ts';
import type { Contender } from '../measuring/rounds.ts';

/** A document that everybody makes in a run. */
export interface Page {
  readonly form: string;
  readonly language: 'kk' | 'ru';
}

const catalogue = loadCatalogue();

export const onePage: Page = { form: 'end-user-refusal', language: 'kk' };
/** A form of four pages, with headings, lists and tables. */
export const fourPages: Page = { form: 'productivity-reimbursement-agreement', language: 'ru' };

export type Medium = 'pdf' | 'docx' | 'xlsx' | 'html';

export const authorised = { Authorization: `Bearer ${testKey}` } as const;
const headers = { ...authorised, 'Content-Type': 'application/json' } as const;

/** The example of a form, as text: nobody has to write it down again for each request. */
export function exampleOf({ form }: Page): string {
  return JSON.stringify(catalogue.get(form).example);
}

/** The example of a form without the number, which the service gives to what it issues. */
export function unnumberedExampleOf({ form }: Page): JsonObject {
  const { about, example } = catalogue.get(form);
  return about.numberField === undefined ? example : withoutPaths(example, [about.numberField]);
}

export async function render(url: string, { form, language }: Page, medium: Medium, body: string): Promise<Uint8Array> {
  const path = `/v1/forms/${form}/render?language=${language}&format=${medium}`;
  return documentIn(await fetch(`${url}${path}`, { method: 'POST', headers, body }));
}

/** @throws Error with what the service says instead of a document */
export async function documentIn(answer: Response): Promise<Uint8Array> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Drafts and issued documents of the page in every medium, over HTTP. */
export function nysanContenders(url: string, page: Page): Contender[] {
  const draft = exampleOf(page);
  return (['pdf', 'docx', 'xlsx'] as const).flatMap((format): Contender[] => {
    const medium = ({ pdf: 'PDF', docx: 'DOCX', xlsx: 'XLSX' } as const)[format];
    const order = JSON.stringify({ ...page, data: unnumberedExampleOf(page), format });
    return [
      {
        name: 'Nysan draft',
        medium,
        isReference: true,
        make: async () => (await render(url, page, format, draft)).byteLength,
      },
      {
        name: 'Nysan issued',
        medium,
        isReference: false,
        make: async () => {
          const answer = await fetch(`${url}/v1/documents`, { method: 'POST', headers, body: order });
          return (await documentIn(answer)).byteLength;
        },
      },
    ];
  });
}
