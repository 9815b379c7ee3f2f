/** Everything on the paper that stands for a field. */
export const placeSelector = '.fill[data-path],.box[data-check]';

/** The path of the field that a blank or a box stands for. */
export function pathOf(place: HTMLElement): string {
  return place.getAttribute('data-path') ?? place.getAttribute('data-check') ?? '';
}

/** The path without the numbers of its rows; thousands are asked for at once. */
export function patternOf(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, '');
}

/** Blanks and boxes by their path; found anew when rows have come, gone or moved. */
export class Places {
  readonly #paper: HTMLElement;
  #found: Map<string, HTMLElement[]> | null = null;

  constructor(paper: HTMLElement) {
    this.#paper = paper;
  }

  forget(): void {
    this.#found = null;
  }

  /** All places of one field, in the order of the page. */
  at(path: string): readonly HTMLElement[] {
    const places = this.#all().get(path) ?? [];
    if (places.every((place) => place.isConnected && pathOf(place) === path)) return places;
    this.forget();
    return this.#all().get(path) ?? [];
  }

  /** The place of a field; of a group or table, the first one in it. */
  first(path: string): HTMLElement | undefined {
    // One look at the page costs less than a list of all its places.
    const found = this.#found === null && path !== '' ? this.#paper.querySelector<HTMLElement>(selectorOf(path)) : null;
    if (found !== null) return found;
    const [own] = this.at(path);
    if (own !== undefined || path === '') return own;
    const inside = [...this.#all().keys()].find((other) => other.startsWith(`${path}.`));
    return inside === undefined ? undefined : this.at(inside)[0];
  }

  /** The path itself, or that of the nearest group or list around it that has a place: `name` for `name.kk`. */
  nearest(path: string): string | undefined {
    for (let near = path; near !== ''; near = near.slice(0, Math.max(0, near.lastIndexOf('.')))) {
      if (this.#all().has(near)) return near;
    }
    return undefined;
  }

  paths(): IterableIterator<string> {
    return this.#all().keys();
  }

  #all(): ReadonlyMap<string, HTMLElement[]> {
    if (this.#found !== null) return this.#found;
    const found = new Map<string, HTMLElement[]>();
    for (const place of this.#paper.querySelectorAll<HTMLElement>(placeSelector)) {
      const path = pathOf(place);
      const others = found.get(path);
      if (others === undefined) found.set(path, [place]);
      else others.push(place);
    }
    this.#found = found;
    return found;
  }
}

function selectorOf(path: string): string {
  return `.fill[data-path="${path}"],.box[data-check="${path}"]`;
}
