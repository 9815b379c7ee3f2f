/** A call and those below it. */
export interface Frame {
  readonly name: string;
  readonly place: string;
  readonly kind: 'own' | 'package' | 'node' | 'engine';
  /** Milliseconds in it and in what it called. */
  total: number;
  readonly calls: Map<string, Frame>;
}

const width = 1400;
const rowHeight = 18;
const head = 60;
const fills = { own: '#f4a261', package: '#8ecae6', node: '#b7e4c7', engine: '#d0d0d0' } as const;
const words = { own: 'Nysan', package: 'packages', node: 'Node', engine: 'engine' } as const;

/** Draws calls as boxes as wide as the time they took, callers below; what a box is stands in its title. */
export function flameGraph(title: string, root: Frame): string {
  const boxes: string[] = [];
  const depth = depthOf(root);
  const height = head + (depth + 1) * rowHeight + 10;
  const draw = (frame: Frame, left: number, level: number): void => {
    const wide = (frame.total / root.total) * width;
    if (wide < 0.4) return;
    const top = height - 10 - (level + 1) * rowHeight;
    const share = ((100 * frame.total) / root.total).toFixed(1);
    boxes.push(
      `<g><title>${escaped(`${frame.name} ${frame.place} – ${frame.total.toFixed(0)} ms, ${share} %`)}</title>` +
        `<rect x="${left.toFixed(1)}" y="${top}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${fills[frame.kind]}"/>` +
        `${labelOf(frame, left, top, wide)}</g>`,
    );
    let at = left;
    for (const call of [...frame.calls.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      draw(call, at, level + 1);
      at += (call.total / root.total) * width;
    }
  };
  draw(root, 0, 0);
  const legend = (Object.keys(fills) as (keyof typeof fills)[]).map(
    (kind, index) =>
      `<rect x="${10 + index * 110}" y="34" width="14" height="14" fill="${fills[kind]}"/><text x="${30 + index * 110}" y="46">${words[kind]}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="10" y="22" font-size="16">${escaped(title)}</text>`,
    ...legend,
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

function labelOf({ name }: Frame, left: number, top: number, wide: number): string {
  const characters = Math.floor((wide - 6) / 6.8);
  if (characters < 3) return '';
  const label = name.length > characters ? `${name.slice(0, characters - 1)}…` : name;
  return `<text x="${(left + 3).toFixed(1)}" y="${top + 13}">${escaped(label)}</text>`;
}

function depthOf(frame: Frame): number {
  return 1 + Math.max(0, ...[...frame.calls.values()].map(depthOf));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
