import type { ClientForm } from '../state/client-form.ts';
import { ownLabel } from '../findings/sentence.ts';

/**
 * The label of a part as it reads under a heading: what the heading has said already is left out («Договор аренды:
 * срок, месяцев» is «Срок, месяцев» there). Paths without indexes.
 *
 * @param group whose label the heading is; empty where there is none
 */
export function labelUnder(form: ClientForm, group: string, pattern: string): string {
  const label = ownLabel(form, pattern);
  const heading = group === '' ? '' : ownLabel(form, group);
  const end = label.lastIndexOf(': ');
  if (heading === '' || end < 0) return label;
  const said = heading.slice(heading.lastIndexOf(': ') + 1).trim();
  for (const start of [`${heading}: `, `${said}: `]) {
    if (label.startsWith(start)) return capitalised(label.slice(start.length));
  }
  return label;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);
}
