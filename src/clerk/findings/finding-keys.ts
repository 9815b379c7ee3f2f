import type { EditorServices } from '../services.ts';
import { findingItems } from './finding-items.ts';

/** F8 leads to the next finding, with Shift to the one before, from wherever the cursor is. */
export function listenForFindingKeys(services: EditorServices): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    goToFinding(services, event.shiftKey ? -1 : 1);
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
  };
}

/** Leads from the field with the cursor to the next finding (1) or the one before (-1), round and round. */
export function goToFinding(services: EditorServices, step: 1 | -1): void {
  const { store } = services;
  const fields = [...new Set(findingItems(store).map(({ field }) => field))].filter((field) => field !== '');
  if (fields.length === 0) return;
  const here = fieldWithCursor();
  const at = here === undefined ? -1 : fields.indexOf(here);
  const start = at < 0 && step < 0 ? 0 : at;
  const next = fields[(start + step + fields.length) % fields.length];
  if (next === undefined) return;
  store.touch(next);
  services.focusField(next);
}

function fieldWithCursor(): string | undefined {
  const place = document.activeElement?.closest<HTMLElement>('[data-field],[data-path],[data-check]');
  return place?.dataset['field'] ?? place?.dataset['path'] ?? place?.dataset['check'];
}
