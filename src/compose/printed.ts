import type { Field, FieldGroup, Inline } from './document.ts';

/**
 * What an inline prints on paper, the same in every medium: renderers draw these runs and nothing else, so that PDF,
 * DOCX and XLSX carry the same words.
 */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | { readonly kind: 'break' }
  | { readonly kind: 'blank'; readonly size: Field['size']; readonly extraLines: number }
  | { readonly kind: 'caption'; readonly text: string }
  | { readonly kind: 'check'; readonly checked: boolean };

export const checkedBox = '☒';
export const emptyBox = '☐';

/** The runs of a line of text: values where there are values, else the blank and its caption. */
export function printedRuns(content: readonly Inline[]): Run[] {
  const [only] = content;
  // Nearly all cells of a register hold one thing.
  if (only !== undefined && content.length === 1) return inlineRuns(only);
  return content.flatMap(inlineRuns);
}

function inlineRuns(inline: Inline): Run[] {
  switch (inline.kind) {
    case 'text':
      return [inline];
    case 'break':
      return [{ kind: 'break' }];
    case 'check':
      return [{ kind: 'check', checked: inline.checked }];
    case 'field':
      return fieldRuns(inline);
    case 'group':
      return groupRuns(inline);
  }
}

function fieldRuns(field: Field): Run[] {
  if (field.text !== '') return plain(field.text);
  if (field.hint !== '') return plain(field.hint);
  const blank: Run = { kind: 'blank', size: field.size, extraLines: field.extraLines };
  return field.caption === '' ? [blank] : [blank, { kind: 'caption', text: field.caption }];
}

function groupRuns(group: FieldGroup): Run[] {
  const filled = group.fields.map((field) => field.text).filter((text) => text !== '');
  if (filled.length > 0) return plain(filled.join(group.separator));
  return [{ kind: 'blank', size: group.size, extraLines: group.extraLines }];
}

function plain(text: string): Run[] {
  if (!text.includes('\n')) return [plainLine(text)];
  return text.split('\n').flatMap((line, index): Run[] => {
    return index === 0 ? [plainLine(line)] : [{ kind: 'break' }, plainLine(line)];
  });
}

function plainLine(text: string): Run {
  return { kind: 'text', text, bold: false, italic: false };
}
