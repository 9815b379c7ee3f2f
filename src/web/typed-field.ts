import { escapeHtml } from '../render/html/escape.ts';

export interface LabelledField {
  /** Also the id of the input. */
  readonly name: string;
  /** Escaped. */
  readonly label: string;
  /** Attributes of the input, our own. */
  readonly attributes: string;
  readonly value?: string;
  /** What helps to fill it in, escaped. */
  readonly help?: string;
  /** What is wrong with what was typed, escaped; said instead of the help. */
  readonly error?: string | undefined;
}

/** An input with its label and what is said of it, tied together for screen readers. */
export function labelledField({ name, label, attributes, value = '', help, error }: LabelledField): string {
  const note = error ?? help;
  const described = note === undefined ? '' : ` aria-describedby="${name}-note"`;
  const [className, invalid] = error === undefined ? ['help', ''] : ['error', ' aria-invalid="true"'];
  return [
    `<div class="field"><label for="${name}">${label}</label>`,
    `<input id="${name}" name="${name}" value="${escapeHtml(value)}" ${attributes}${described}${invalid}>`,
    note === undefined ? '' : `<p id="${name}-note" class="${className}">${note}</p>`,
    '</div>',
  ].join('');
}
