import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';
import { papers } from '../paper.ts';
import { documentRules, sheetRules } from './page.ts';

/** Pages are a matter of print: their numbers and sizes have no place on the sheet that is filled in. */
const pageRules = /^@page[^{}]*\{(?:[^{}]|\{[^{}]*\})*\}/gm;

/** Slots of a row of signatures take their share of it, in hundredths. */
const shares = Array.from({ length: 100 }, (_, index) => `.grow-${index + 1} { flex-grow: ${index + 1}; }`).join('\n');

/**
 * The stylesheet of the paper in the clerk's page: the rules of the printed document, made to hold within `.paper` and
 * nowhere else, and what a screen adds to them.
 */
export function editorPaperStylesheet(): string {
  const printed = documentRules.replaceAll(pageRules, '').replace(/^html \{/m, '& {');
  const screen = readFileSync(projectPath('src', 'clerk', 'styles', 'paper.css'), 'utf8');
  return [`.paper {`, edges(), sheetRules, printed, shares, '}', screen].join('\n');
}

/** The margins of the sheet, for what reaches over them. */
function edges(): string {
  const properties = ({ left, right }: { readonly left: number; readonly right: number }) =>
    `--sheet-left: ${left}mm; --sheet-right: ${right}mm;`;
  return [
    `.version { ${properties(papers.portrait.margin)} }`,
    `.version.landscape { ${properties(papers.landscape.margin)} }`,
  ].join('\n');
}
