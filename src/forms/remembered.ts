/** More texts than the patterns of all forms; rows of a register are looked at one by one, under the same paths. */
const most = 5000;

/** What is found in a text, found once: rules ask for the same paths in every row of a register. */
export class Remembered {
  readonly #found = new Map<string, readonly string[]>();
  readonly #find: (text: string) => readonly string[];

  constructor(find: (text: string) => readonly string[]) {
    this.#find = find;
  }

  of(text: string): readonly string[] {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    if (this.#found.size === most) this.#found.clear();
    const found = this.#find(text);
    this.#found.set(text, found);
    return found;
  }
}
