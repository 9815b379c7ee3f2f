import type { Check, Field, FieldGroup, Inline } from '../../compose/document.ts';
import { checkedBox, emptyBox, printedRuns, type Run } from '../../compose/printed.ts';
import { checkLink, fieldLink } from '../pdf/field-link.ts';
import { editableLine } from './editable.ts';
import { escapeHtml } from './escape.ts';
import { unbroken } from './unbroken.ts';

export interface InlineOptions {
  /** Every blank carries a link that becomes a form field of the PDF. */
  readonly fillable: boolean;
  /** Every blank is a place to type into, in the clerk's browser. */
  readonly editable?: boolean;
  /** Inside a signature slot: the slot draws the line. */
  readonly slot?: boolean;
}

/** A line of the document as markup. */
export function inlinesHtml(content: readonly Inline[], options: InlineOptions): string {
  const draw = (inline: Inline) => inlineHtml(inline, options);
  return unbroken(options.editable === true ? editableLine(content, draw, options) : content.map(draw).join(''));
}

function inlineHtml(inline: Inline, options: InlineOptions): string {
  if (options.fillable) {
    if (inline.kind === 'field' && !inline.derived) return fillableField(inline, options);
    if (inline.kind === 'group') return fillableGroup(inline, options);
    if (inline.kind === 'check') return fillableCheck(inline);
  }
  return printedRuns([inline])
    .map((run) => runHtml(run, options))
    .join('');
}

function runHtml(run: Run, options: InlineOptions): string {
  switch (run.kind) {
    case 'text': {
      const text = escapeHtml(run.text);
      const italic = run.italic ? `<i>${text}</i>` : text;
      return run.bold ? `<b>${italic}</b>` : italic;
    }
    case 'break':
      return '<br>';
    case 'check':
      return `<span class="box">${run.checked ? checkedBox : emptyBox}</span>`;
    case 'caption':
      return ` <span class="hint">${escapeHtml(run.text)}</span>`;
    case 'blank':
      return blankHtml(run.size, run.extraLines, options);
  }
}

function blankHtml(size: Field['size'], extraLines: number, options: InlineOptions): string {
  if (size === 'cell' || options.slot === true) return '';
  return `<span class="blank ${size}"></span>${'<span class="blank full"></span>'.repeat(extraLines)}`;
}

function fillableField(field: Field, options: InlineOptions): string {
  const hint = field.hint === '' ? '' : `<span class="hint">${escapeHtml(field.hint)}</span> `;
  const caption = field.caption === '' ? '' : ` <span class="hint">${escapeHtml(field.caption)}</span>`;
  const lines = place(fieldLink(field.path), 'blank full', '').repeat(field.extraLines);
  return hint + place(fieldLink(field.path), classesOf(field, options), '') + lines + caption;
}

function fillableGroup(group: FieldGroup, options: InlineOptions): string {
  if (group.size === 'cell') return group.fields.map((field) => fillableField(field, options)).join('');
  if (group.extraLines >= group.fields.length - 1) {
    const [first, ...rest] = group.fields.map((field) => fieldLink(field.path));
    const below = rest.map((address) => place(address, 'blank full', '')).join('');
    return place(first ?? '', `blank ${group.size}`, '') + below;
  }
  const share = `style="width:${(96 / group.fields.length).toFixed(2)}%"`;
  const fields = group.fields.map((field) => place(fieldLink(field.path), 'blank share', share));
  return `<span class="shares">${fields.join(' ')}</span>`;
}

function fillableCheck(check: Check): string {
  return `<a class="box" href="${checkLink(check.path, check.option)}">${check.checked ? checkedBox : emptyBox}</a>`;
}

function classesOf(field: Field, options: InlineOptions): string {
  if (options.slot === true) return 'blank slot-field';
  if (field.size === 'cell') return 'blank cell';
  return `blank ${field.size}`;
}

function place(address: string, classes: string, attributes: string): string {
  return `<a class="${classes}" href="${address}" ${attributes}></a>`;
}
