import { readFileSync } from 'node:fs';
import type { OfficialDocument } from '../../compose/document.ts';
import { projectPath } from '../../project.ts';
import { type Paper, papers } from '../paper.ts';
import { documentBody, type BodyOptions } from './body.ts';
import { escapeHtml } from './escape.ts';

/** How an official document looks, without the sizes of its paper. */
export const documentRules = readFileSync(projectPath('templates', 'print.css'), 'utf8');

/** The sheets of paper as a browser shows them. */
export const sheetRules = [
  `@media screen { .version { ${screenRule(papers.portrait)} } }`,
  `@media screen { .version.landscape { ${screenRule(papers.landscape)} } }`,
].join('\n');

/** The print stylesheet: paper, margins, type; the same for the PDF and for the page in a browser. */
export const printStylesheet = [
  `@page { ${pageRule(papers.portrait)} }`,
  `@page landscape { ${pageRule(papers.landscape)} }`,
  sheetRules,
  documentRules,
].join('\n');

/** Title of the file: that of every language version, in their order. */
export function documentTitle(document: OfficialDocument): string {
  return document.versions.map((version) => version.title).join(' / ');
}

/** The document as one HTML file that needs nothing from outside and runs nothing. */
export function documentPage(document: OfficialDocument, options: BodyOptions): string {
  const language = document.versions[0]?.language ?? 'kk';
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<meta name="viewport" content="width=device-width">`,
    `<title>${escapeHtml(documentTitle(document))}</title>`,
    `<style>${printStylesheet}</style></head>`,
    `<body class="sheet">${documentBody(document, options)}</body></html>`,
  ].join('');
}

function pageRule({ width, height, margin }: Paper): string {
  return `size: ${width}mm ${height}mm; margin: ${sides(margin)}`;
}

/** The sheet of paper as a browser shows it. */
function screenRule({ width, height, margin }: Paper): string {
  return `width: ${width}mm; min-height: ${height}mm; padding: ${sides(margin)}`;
}

function sides({ top, right, bottom, left }: Paper['margin']): string {
  return [top, right, bottom, left].map((side) => `${side}mm`).join(' ');
}
