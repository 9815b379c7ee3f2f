import { escapeXml } from '../docx/escape-xml.ts';

/** Names in a workbook have at most 255 characters; this leaves room for a number. */
const longestName = 240;
/** Names are letters, digits and underscores; full stops, which Excel takes too, LibreOffice does not. */
const otherCharacters = /[^\p{L}\p{N}_]+/gu;

/** Name of the cell of a fill-in: `field_applicant_name` for `applicant.name`. */
export function fieldName(path: string): string {
  return `field_${path}`;
}

/** Name of the cell of a place for a signature: `sign_member_2` for `member.2`. */
export function signName(place: string): string {
  return `sign_${place}`;
}

/** The names of cells in one workbook. */
export class DefinedNames {
  readonly #times = new Map<string, number>();
  readonly #entries: string[] = [];

  /**
   * Names a cell (`$B$7`) of a sheet. A name is used once, whatever the case of its letters: the second cell that
   * shows the same field gets `__2` after it, the third `__3`.
   */
  add(wanted: string, sheet: string, cell: string): void {
    const name = wanted.replace(otherCharacters, '_').slice(0, longestName);
    const key = name.toLowerCase();
    const time = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, time);
    const unique = time === 1 ? name : `${name}__${time}`;
    const quoted = `'${sheet.replaceAll("'", "''")}'`;
    this.#entries.push(`<definedName name="${escapeXml(unique)}">${escapeXml(quoted)}!${cell}</definedName>`);
  }

  /** The entries as they stand in the part of the workbook. */
  get xml(): string {
    return this.#entries.join('');
  }
}
