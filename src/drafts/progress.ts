/** Is told how a job goes on, while it does. */
export interface Progress {
  /** Steps are those of the stopwatch: `validate`, `compose`, `wait`, `swap`, `print`, `transfer`, `postprocess`, … */
  begins(step: string): void;
  ends(step: string): void;
  /** The browser takes the document up now, and is expected to be done with it in so many milliseconds. */
  expects(milliseconds: number): void;
}
