import type { SearchQuery } from '../registry/search.ts';
import { endOfAlmatyDay, startOfAlmatyDay } from '../trust/almaty.ts';
import { instantText } from '../trust/instant.ts';
import type { RequestBodies } from './request-bodies.ts';

const pageLength = 25;

/** The conditions of a search; days are days of Asia/Almaty, the last one counts whole. */
export function searchQuery(conditions: RequestBodies['search'], issuer: string, now: Date): SearchQuery {
  const { from, to, state, limit, ...others } = conditions;
  return {
    ...others,
    issuer,
    limit: limit ?? pageLength,
    ...(from === undefined ? {} : { from: instantText(startOfAlmatyDay(from)) }),
    ...(to === undefined ? {} : { to: instantText(endOfAlmatyDay(to)) }),
    ...(state === undefined ? {} : { state: { is: state, at: now } }),
  };
}
