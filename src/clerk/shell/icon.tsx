/** Drawings of 20 × 20 beside or instead of words; what they mean is said by their button. */
const paths = {
  undo: 'M7.5 4.5L4 8l3.5 3.5M4 8h7a4.5 4.5 0 0 1 0 9H8',
  redo: 'M12.5 4.5L16 8l-3.5 3.5M16 8H9a4.5 4.5 0 0 0 0 9h3',
  panel: 'M3 4h14v12H3zM12.5 4v12',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  close: 'M5 5l10 10M15 5L5 15',
  up: 'M10 15.5v-11M5.5 9l4.5-4.5L14.5 9',
  down: 'M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5',
  bin: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  chevron: 'M6 8l4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
