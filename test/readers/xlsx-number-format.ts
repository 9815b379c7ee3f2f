const millisecondsADay = 86_400_000;
/** Day 0 of the calendar of spreadsheets, from March 1900 on. */
const dayZero = Date.UTC(1899, 11, 30);
const numberPattern = /^(?<grouping>#,##)?0(?:\.(?<decimals>0+))?(?:"(?<unit>[^"]*)")?$/u;

/**
 * What a cell shows of a number where numbers are written the Russian way: `1 250,5`, `31.12.2026`.
 * @throws Error for formats that the reader does not know
 */
export function shownNumber(value: number, format: string): string {
  if (format === 'General') return String(value).replace('.', ',');
  if (format === 'dd.mm.yyyy') {
    const [year = '', month = '', day = ''] = new Date(dayZero + value * millisecondsADay)
      .toISOString()
      .slice(0, 10)
      .split('-');
    return `${day}.${month}.${year}`;
  }
  const parts = numberPattern.exec(format)?.groups;
  if (parts === undefined) throw new Error(`numbers of the format ${format} are not read`);
  const [whole = '', decimals] = Math.abs(value)
    .toFixed(parts.decimals?.length ?? 0)
    .split('.');
  const grouped = parts.grouping === undefined ? whole : whole.replace(/\B(?=(?:\d{3})+$)/gu, '\u00a0');
  const sign = value < 0 ? '-' : '';
  return sign + grouped + (decimals === undefined ? '' : `,${decimals}`) + (parts.unit ?? '');
}
