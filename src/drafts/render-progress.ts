import type { Progress } from './progress.ts';

/** How far a document is. */
export interface RenderState {
  /** `receive` before the first step of the work, `ready` or `refused` after the last. */
  readonly step: string;
  /** Part of the whole, 0 to 1, estimated: the browser does not tell how far it is. It never falls. */
  readonly done: number;
  /** Until it is printed, in whole seconds; null before that is known and when it takes longer than expected. */
  readonly secondsLeft: number | null;
}

/** Steps that follow the print, and are short beside it. */
const afterPrint = new Set(['transfer', 'postprocess']);
/** What a document is held below until it is ready. */
const almost = 0.99;
/** The part of the expected time from which on the estimate slows down. */
const slowing = 0.8;

/** Keeps how far one document is, and tells those who watch of each step. */
export class RenderProgress implements Progress {
  readonly #now: () => number;
  readonly #watchers = new Set<() => void>();
  /** The steps that go on, the outermost first. */
  readonly #underWay: string[] = [];
  #step = 'receive';
  #expected: { readonly since: number; readonly milliseconds: number } | null = null;
  #done = 0;

  /** @param now milliseconds of a clock that is never set back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  begins(step: string): void {
    this.#underWay.push(step);
    this.#look();
  }

  ends(step: string): void {
    const place = this.#underWay.lastIndexOf(step);
    if (place >= 0) this.#underWay.splice(place, 1);
    this.#look();
  }

  expects(milliseconds: number): void {
    this.#expected = { since: this.#now(), milliseconds };
  }

  /** Nothing more will be told. */
  finish(outcome: 'ready' | 'refused'): void {
    this.#change(outcome);
  }

  get isOver(): boolean {
    return this.#step === 'ready' || this.#step === 'refused';
  }

  /** Looked at now: the estimate goes on by itself. */
  state(): RenderState {
    const elapsed = this.#expected === null ? 0 : this.#now() - this.#expected.since;
    const expected = this.#expected?.milliseconds ?? Infinity;
    const isPrinted = afterPrint.has(this.#step);
    if (this.#step === 'ready') this.#done = 1;
    else if (isPrinted) this.#done = almost;
    else if (!this.isOver) this.#done = Math.max(this.#done, partDone(elapsed, expected));
    const isForeseen = this.#expected !== null && !isPrinted && !this.isOver && elapsed < expected;
    return {
      step: this.#step,
      done: Math.round(this.#done * 1000) / 1000,
      secondsLeft: isForeseen ? Math.ceil((expected - elapsed) / 1000) : null,
    };
  }

  /** @returns what ends it */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => {
      this.#watchers.delete(changed);
    };
  }

  /** Work within other work is part of it: a register has thousands of rows. Between two steps the last one stands. */
  #look(): void {
    const [step = this.#step] = this.#underWay;
    if (step !== this.#step && !this.isOver) this.#change(step);
  }

  #change(step: string): void {
    this.#step = step;
    for (const changed of this.#watchers) changed();
  }
}

/**
 * The part of a print that is probably done: as the time goes on, and from four fifths of it ever slower, so that what
 * takes longer than expected stays below 0.99 and neither stops nor jumps.
 *
 * @param elapsed milliseconds, as `expected`
 */
export function partDone(elapsed: number, expected: number): number {
  const part = elapsed / expected;
  if (part <= slowing) return part;
  const rest = almost - slowing;
  return almost - rest * Math.exp((slowing - part) / rest);
}
