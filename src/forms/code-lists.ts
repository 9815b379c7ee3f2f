import type { Language } from '../compose/document.ts';

/** One code of a list and where it applies. */
export interface CodeListItem {
  readonly code: string;
  /** Measures or cost types it belongs to; all of them when missing. */
  readonly for?: readonly string[];
  /** First and last day in force (ISO 8601). */
  readonly from?: string;
  readonly until?: string;
  /** A condition outside the payload decides whether it is demanded. */
  readonly optional?: boolean;
}

/** A list of codes that an act sets: schemas/lists/<id>.json, its words in locales/<language>/lists/<id>.json. */
export interface CodeList {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly act: string;
  readonly paragraph: string;
  readonly items: readonly CodeListItem[];
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

export type CodeLists = ReadonlyMap<string, CodeList>;

/** Whether a code applies to a measure or cost type on a day; what is not asked does not matter. */
export function appliesTo(
  item: CodeListItem,
  { subject, day }: { readonly subject: string | undefined; readonly day: string | undefined },
): boolean {
  return (
    (subject === undefined || item.for === undefined || item.for.includes(subject)) &&
    (day === undefined || ((item.from ?? day) <= day && day <= (item.until ?? day)))
  );
}
