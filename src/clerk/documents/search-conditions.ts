/** What is searched for, as it was typed; empty where nothing was. */
export interface SearchConditions {
  readonly number: string;
  readonly holder: string;
  readonly form: string;
  readonly state: string;
  readonly from: string;
  readonly to: string;
}

export const noConditions: SearchConditions = { number: '', holder: '', form: '', state: '', from: '', to: '' };

/** The body of a search: only what was typed. */
export function searchBody(conditions: SearchConditions): Readonly<Record<string, string>> {
  const typed = Object.entries(conditions).map(([name, text]: [string, string]) => [name, text.trim()] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}

/** Remembers the search with the place in the history of the tab: names of holders belong into no address. */
export function keepConditions(conditions: SearchConditions): void {
  history.replaceState({ conditions }, '');
}

/** The search that this place in the history was left with. */
export function keptConditions(): SearchConditions {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('conditions' in state)) return noConditions;
  return { ...noConditions, ...(state.conditions as Partial<SearchConditions>) };
}
