import { parseCalendarDate } from '../forms/words/calendar.ts';
import { operator } from '../issuing/office.ts';
import { startOfAlmatyDay } from '../trust/almaty.ts';
import { instantText } from '../trust/instant.ts';
import { withRegistry } from './records.ts';
import { readWords, UsageError } from './usage.ts';

/** `drafts purge --saved-before DATE`: removes drafts that nobody has saved since. */
export async function drafts(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    'saved-before': { type: 'string' },
    issuer: { type: 'string' },
  });
  const [action, ...others] = positionals;
  const before = values['saved-before'] ?? '';
  if (action !== 'purge' || others.length > 0) throw new UsageError('nysan drafts purge --saved-before DATE');
  if (parseCalendarDate(before) === null) throw new UsageError('--saved-before takes a date');
  return withRegistry(async (registry, configuration) => {
    const issuer = values.issuer ?? configuration.issuer.id;
    const purged = await registry.purgeDrafts(issuer, instantText(startOfAlmatyDay(before)), operator);
    process.stdout.write(`${JSON.stringify({ purged })}\n`);
    return 0;
  });
}
