/** Drawings of 20 × 20 that server-made pages show beside words: they say nothing to a screen reader. */
const paths = {
  brand: 'M5 2.5h7l3.5 3.5v11.5h-10.5zM12 2.5v3.5h3.5M7.5 13.5l1.8 1.8 3.2-3.8',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  person: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.8-3 3.2-4.5 6-4.5s5.2 1.5 6 4.5',
  chevron: 'M6 8l4 4 4-4',
  download: 'M10 3.5v8.5M6.5 8.5l3.5 3.5 3.5-3.5M4 16h12',
  paper: 'M5 2.5h7l3.5 3.5v11.5h-10.5zM12 2.5v3.5h3.5M7.5 9.5h5M7.5 12.5h5',
} as const;

export function icon(name: keyof typeof paths): string {
  return (
    `<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" ` +
    `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${paths[name]}"/></svg>`
  );
}
