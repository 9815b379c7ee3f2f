import { dirname } from 'node:path';
import { findLibreOffice } from './libreoffice.ts';
import { type Make, type MakerSetup, poolSize, requireFrom } from './maker.ts';

interface Carbone {
  set(options: object): void;
  render(
    template: string,
    data: unknown,
    options: object,
    done: (error: unknown, document: Uint8Array | undefined) => void,
  ): void;
}

/** Carbone fills the template with tags; of a PDF LibreOffice prints it, kept running between documents. */
export function openCarbone(medium: 'docx' | 'xlsx' | 'pdf') {
  return (setup: MakerSetup): Promise<Make> => {
    // LibreOffice prints with the same fonts as the browser.
    process.env['FONTCONFIG_FILE'] = setup.chromium.environment['FONTCONFIG_FILE'];
    const office = findLibreOffice();
    if ('path' in office) process.env['PATH'] = office.path;
    const carbone = requireFrom(setup.packages)('carbone') as Carbone;
    const folder = dirname(setup.template.docx);
    carbone.set({
      tempPath: folder,
      renderPath: folder,
      ...(medium === 'pdf' ? { factories: poolSize(), startFactory: true } : {}),
    });
    const template = medium === 'xlsx' ? setup.template.xlsx : setup.template.docx;
    const options = medium === 'pdf' ? { convertTo: 'pdf' } : {};
    return Promise.resolve(
      (values) =>
        new Promise((resolve, reject) => {
          carbone.render(template, JSON.parse(values), options, (error, document) => {
            if (document === undefined) reject(new Error('Carbone made nothing', { cause: error }));
            else resolve(document);
          });
        }),
    );
  };
}
