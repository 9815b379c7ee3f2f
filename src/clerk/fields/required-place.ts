import type { ClientForm } from '../state/client-form.ts';

const known = new WeakMap<ClientForm, Map<string, boolean>>();

/** Whether the form demands a field wherever its row, or the form itself, is; path without indexes. */
export function requiredInPlace(form: ClientForm, pattern: string): boolean {
  const ofForm = known.get(form) ?? new Map<string, boolean>();
  known.set(form, ofForm);
  const found = ofForm.get(pattern) ?? isDemanded(form, pattern);
  ofForm.set(pattern, found);
  return found;
}

function isDemanded(form: ClientForm, pattern: string): boolean {
  for (let path = pattern; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const node = form.schema.nodeAt(path);
    if (node?.valueType === 'table' && path !== pattern) return true;
    if (node?.required !== true) return false;
  }
  return true;
}
