import { pageData } from './page-data.ts';

/** Forms that are kept in mind, the last used first. */
const limit = 6;

/** Ids of the forms that this person used last in this browser. */
export function recentForms(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    // A browser that keeps nothing, or kept something else: there is no last form then.
    return [];
  }
}

/** Notes that a form was opened. */
export function noteForm(id: string): void {
  const ids = [id, ...recentForms().filter((other) => other !== id)].slice(0, limit);
  try {
    localStorage.setItem(key(), JSON.stringify(ids));
  } catch {
    // The list is a comfort: a browser that keeps nothing shows none.
  }
}

function key(): string {
  return `nysan.recent-forms.${pageData.person.id}`;
}
