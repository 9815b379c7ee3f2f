import type { Finding } from '../state/as-typed-check.ts';
import type { FormStore } from '../state/form-store.ts';
import type { Places } from './places.ts';

/** Findings that may be told, by the path of the place where they are told; those without a place are left out. */
export function toldFindings(store: FormStore, places: Places): ReadonlyMap<string, readonly Finding[]> {
  const told = new Map<string, Finding[]>();
  let asked: string | undefined;
  for (const { path } of store.findings) {
    // Findings of one field follow each other.
    if (path === asked) continue;
    asked = path;
    const findings = store.findingsAt(path);
    const near = findings.length === 0 ? undefined : places.nearest(path);
    if (near !== undefined) told.set(near, [...(told.get(near) ?? []), ...findings]);
  }
  return told;
}
