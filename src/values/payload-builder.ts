import type { Json, JsonObject } from '../forms/json.ts';

const index = /^\d+$/;

type Branch = Map<string, Node>;
type Node = Branch | { readonly value: Json };

/** A payload put together from values at their paths; records come in the order of their numbers. */
export class PayloadBuilder {
  readonly #root: Branch = new Map();

  set(path: string, value: Json): void {
    const segments = path.split('.');
    const last = segments.pop() ?? '';
    this.#branch(segments).set(last, { value });
  }

  /** Makes the record or group at a path, though it may stay empty. */
  open(path: string): void {
    if (path !== '') this.#branch(path.split('.'));
  }

  /** Whether there is a record or group at a path. */
  has(path: string): boolean {
    let node: Node | undefined = this.#root;
    for (const segment of path === '' ? [] : path.split('.')) {
      node = isBranch(node) ? node.get(segment) : undefined;
    }
    return isBranch(node) && node.size > 0;
  }

  payload(): JsonObject {
    return objectOf(this.#root);
  }

  #branch(segments: readonly string[]): Branch {
    let branch = this.#root;
    for (const segment of segments) {
      const known = branch.get(segment);
      const next: Branch = isBranch(known) ? known : new Map<string, Node>();
      branch.set(segment, next);
      branch = next;
    }
    return branch;
  }
}

function isBranch(node: Node | undefined): node is Branch {
  return node instanceof Map;
}

function jsonOf(node: Node): Json {
  if (!isBranch(node)) return node.value;
  const keys = [...node.keys()];
  if (keys.length === 0 || !keys.every((key) => index.test(key))) return objectOf(node);
  return [...node].sort(([one], [other]) => Number(one) - Number(other)).map(([, item]) => jsonOf(item));
}

function objectOf(branch: Branch): JsonObject {
  return Object.fromEntries(Array.from(branch, ([key, item]) => [key, jsonOf(item)]));
}
