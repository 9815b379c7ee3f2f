import type { Stopwatch } from '../../drafts/stopwatch.ts';

/** One document to print. The pool's stylesheet gives sizes, margins and page numbers (`@page` and named pages). */
export interface PrintJob {
  /** Content of `<body>`. Scripts, frames and references to anything outside are inert; images are `data:` URIs. */
  readonly bodyHtml: string;
  readonly title: string;
  /** BCP 47 tag for `<html lang>`: decides hyphenation, quotes and what screen readers say. */
  readonly language: string;
  /** Class of `<body>`, by which the stylesheet chooses the named page. */
  readonly stylesheetClass?: string;
  /** Whether headings become bookmarks. */
  readonly outline: boolean;
  /** Overrides the pool's limit for one print; a long document may take longer (`timeLimitOf`). */
  readonly timeoutMilliseconds?: number;
  /** Nobody waits for it at a screen: it is printed when nothing else waits, and never on all pages at once. */
  readonly background?: boolean;
  /** Aborted when nobody waits any more: a document that has not begun to print is not printed. */
  readonly signal?: AbortSignal;
  /** Times what happens to it: `wait`, `swap`, `print` and `transfer`. */
  readonly stopwatch?: Stopwatch;
}
