import type { Response } from 'express';
import type { Language } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { type Format, mediaTypes } from '../render/formats.ts';
import { fileNameHeader } from './file-name.ts';

export interface FileDescription {
  readonly form: FormDefinition;
  readonly languages: readonly Language[];
  readonly format: Format;
  readonly timing: string;
  readonly warnings: readonly { readonly pointer: string; readonly code: string }[];
}

/** Header with the warnings of a rendered draft, as JSON: pointers and codes only. */
export const warningsHeader = 'Nysan-Warnings';
/** A header is no place for a long list; `/validate` gives them all. */
const warningsInHeader = 20;

/** Headers of a rendered file. */
export function describeFile(response: Response, file: FileDescription): void {
  const { form, languages, format } = file;
  const type = format === 'html' ? `${mediaTypes.html}; charset=utf-8` : mediaTypes[format];
  const title = form.locales[languages[0] ?? 'kk'].title;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Language', languages.join(', '));
  response.setHeader(
    'Content-Disposition',
    fileNameHeader(format === 'html' ? 'inline' : 'attachment', title, `${form.id}-${languages.join('-')}`, format),
  );
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Server-Timing', file.timing);
  if (format === 'html') {
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    );
  }
  if (file.warnings.length > 0) {
    const shown = file.warnings.slice(0, warningsInHeader).map(({ pointer, code }) => ({ pointer, code }));
    response.setHeader(warningsHeader, encodeURI(JSON.stringify(shown)));
  }
}
