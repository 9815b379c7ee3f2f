import type { Inline } from '../../compose/document.ts';
import { printedRuns, type Run } from '../../compose/printed.ts';
import { type FillIn, fillInOf } from '../office/fill-ins.ts';
import type { Place } from './place.ts';

/** A run, and the fill-in it is printed for; all runs of one fill-in share the object. */
export type OpenRun = (Run | Room) & { readonly fillIn?: FillIn };

/** An empty fill-in that draws nothing: the cell or the line it stands on is the blank. */
export interface Room {
  readonly kind: 'room';
}

/** What the content prints at a place, with its fill-ins; an issued document has nothing left to fill in. */
export function openRuns(content: readonly Inline[], { mark }: Pick<Place, 'mark'>): OpenRun[] {
  if (mark !== null) return printedRuns(content);
  return content.flatMap((inline): OpenRun[] => {
    const fillIn = fillInOf(inline);
    const runs = printedRuns([inline]);
    return fillIn === null ? runs : runs.map((run) => ({ ...run, fillIn }));
  });
}

/** The room of a blank that is not drawn; nothing where nobody fills it in. */
export function roomOf({ fillIn }: { readonly fillIn?: FillIn }): (Room & { readonly fillIn: FillIn })[] {
  return fillIn === undefined ? [] : [{ kind: 'room', fillIn }];
}
