import type { Block, Cell, Inline, Paragraph, Row, Table, Text } from '../../compose/document.ts';

/** A fact of a sheet: what it is, and its lines. */
export interface LabelledLines {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Share of the width: beside it a SHA-256 fits on one line. */
const labelWidth = 0.265;

/** A table of facts under a head of its own, which is not left alone at the foot of a page. */
export function factTable(head: string, facts: readonly LabelledLines[]): Table {
  return {
    kind: 'table',
    style: 'grid',
    source: null,
    register: false,
    columns: [{ width: labelWidth }, { width: 1 - labelWidth }],
    head: [],
    body: [
      row([cell([bold(head)], { header: true, colspan: 2 })], true),
      ...facts.map(({ label, lines }, index) =>
        row([cell([plain(label)]), cell(brokenLines(lines))], index + 1 < facts.length),
      ),
    ],
    bands: [],
    rowsPerBlock: 0,
  };
}

export function heading(text: string): Block {
  return { kind: 'heading', level: 1, label: null, content: [plain(text)] };
}

export function paragraph(text: string, style: Paragraph['style'] = 'body'): Paragraph {
  return { kind: 'paragraph', align: 'left', indent: false, style, keepWithNext: false, content: [plain(text)] };
}

function row(cells: readonly Cell[], keepWithNext: boolean): Row {
  return { cells, startsRecord: false, keepWithNext };
}

function cell(content: readonly Inline[], { header = false, colspan = 1 } = {}): Cell {
  const text: Paragraph = { ...paragraph(''), content };
  return { header, colspan, rowspan: 1, align: 'left', blocks: [text] };
}

function brokenLines(lines: readonly string[]): Inline[] {
  return lines.flatMap((line, index): Inline[] => (index === 0 ? [plain(line)] : [{ kind: 'break' }, plain(line)]));
}

function plain(text: string): Text {
  return { kind: 'text', text, bold: false, italic: false };
}

function bold(text: string): Text {
  return { kind: 'text', text, bold: true, italic: false };
}
