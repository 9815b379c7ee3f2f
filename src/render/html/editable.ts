import type { Check, Field, FieldGroup, Inline } from '../../compose/document.ts';
import { escapeHtml } from './escape.ts';

/** Between the items of a list, where a template asks for nothing else. */
const usualSeparator = ', ';

/**
 * A line of the paper that is filled in: an empty place for every field, named by its path.
 * @param wordsHtml draws what is no fill-in
 */
export function editableLine(
  content: readonly Inline[],
  wordsHtml: (inline: Inline) => string,
  { slot = false }: { readonly slot?: boolean },
): string {
  const written = content.filter((inline) => inline.kind !== 'text' || inline.text.trim() !== '');
  const isOther = (inline: Inline | undefined, { path }: Field) =>
    inline?.kind === 'field' && !inline.derived && inline.path !== path;
  return content
    .map((inline) => {
      switch (inline.kind) {
        case 'field': {
          const at = written.indexOf(inline);
          const isBeside = isOther(written[at - 1], inline) || isOther(written[at + 1], inline);
          return fillHtml(inline, slot ? 'slot-field' : isBeside ? `${inline.size} beside` : inline.size);
        }
        case 'group':
          return groupHtml(inline, slot);
        case 'check':
          return checkHtml(inline);
        case 'text':
        case 'break':
          return wordsHtml(inline);
      }
    })
    .join('');
}

/** @param size its class; `beside` for one that stands right beside another, with no words to tell them apart */
function fillHtml(field: Field, size: string): string {
  const { asked, derived, extraLines, hint, caption } = field;
  const attributes = [
    attribute('class', `fill ${size}${derived ? ' derived' : ''}`),
    attribute('data-path', field.path),
    asked?.writing == null ? '' : attribute('data-as', asked.writing),
    asked === undefined || asked.variant === '' ? '' : attribute('data-variant', asked.variant),
    asked === undefined || asked.separator === usualSeparator ? '' : attribute('data-separator', asked.separator),
    asked?.inTable === true ? ' data-cell' : '',
    extraLines === 0 ? '' : attribute('data-lines', String(extraLines)),
    hint === '' ? '' : attribute('data-hint', hint),
  ];
  // The number of a row is not typed, it is where the row is.
  const text = derived ? escapeHtml(field.text) : '';
  const after = caption === '' ? '' : `<span class="hint">${escapeHtml(caption)}</span>`;
  return `<span${attributes.join('')}>${text}</span>${after}`;
}

/** Fields of one blank: each has a share of it, parted by what parts their values. */
function groupHtml({ fields, separator, size, extraLines }: FieldGroup, slot: boolean): string {
  if (fields.length === 1) return fields.map((field) => fillHtml(field, slot ? 'slot-field' : size)).join('');
  const parting = `<span class="separator">${escapeHtml(separator).replaceAll('\n', '<br>')}</span>`;
  const shares = fields.map((field) => fillHtml({ ...field, extraLines: 0 }, 'share'));
  return `<span class="shares ${size}"${extraLines === 0 ? '' : attribute('data-lines', String(extraLines))}>${shares.join(parting)}</span>`;
}

function checkHtml({ path, option }: Check): string {
  return `<span class="box"${attribute('data-check', path)}${option === null ? '' : attribute('data-option', option)}></span>`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escapeHtml(value)}"`;
}
