import { readFileSync } from 'node:fs';
import { type Make, type MakerSetup, requireFrom } from './maker.ts';

type Zip = new (file: Uint8Array) => unknown;
type Template = new (
  zip: unknown,
  options: object,
) => {
  render(values: unknown): void;
  toBuffer(options: object): Uint8Array;
};

/** docxtemplater fills the template with tags; it is parsed for each document, as its manual tells. */
export function openDocxtemplater({ packages, template }: MakerSetup): Promise<Make> {
  const require = requireFrom(packages);
  const PizZip = require('pizzip') as Zip;
  const Docxtemplater = require('docxtemplater') as Template;
  const file = readFileSync(template.docx);
  const make = (values: string) => {
    const document = new Docxtemplater(new PizZip(file), { delimiters: { start: '{d.', end: '}' } });
    document.render(JSON.parse(values));
    return document.toBuffer({ compression: 'DEFLATE' });
  };
  return Promise.resolve((values) => Promise.resolve(values).then(make));
}
