import { Attributes, type ChildNode, isElement, VocabularyError } from './markup.ts';
import type { SkeletonInline } from './skeleton.ts';

const labelPattern = /^(\d+(?:[.-]\d+)*[.)]?)\s+/u;

/** The vocabulary of a line: words, bold, italic, breaks and the places of values. */
export function inlinesOf(nodes: readonly ChildNode[], bold = false, italic = false): SkeletonInline[] {
  const inlines = nodes.flatMap((node): SkeletonInline[] => {
    if (node.nodeName === '#text' && 'value' in node) {
      return [{ kind: 'text', text: node.value.replace(/[ \t\r\n]+/g, ' '), bold, italic }];
    }
    if (!isElement(node)) return [];
    switch (node.tagName) {
      case 'b':
        return inlinesOf(new Attributes(node).done().childNodes, true, italic);
      case 'i':
        return inlinesOf(new Attributes(node).done().childNodes, bold, true);
      case 'br':
        return [{ kind: 'break' }];
      case 'inset':
        return [{ kind: 'inset', number: new Attributes(node).number('n', -1) }];
      default:
        throw new VocabularyError(`<${node.tagName}> is not in the vocabulary of a line`);
    }
  });
  return bold || italic ? inlines : trimmed(inlines);
}

/** Leading and trailing spaces of a line go; spaces at the edges of bold or italic words stay. */
function trimmed(inlines: readonly SkeletonInline[]): SkeletonInline[] {
  const last = inlines.length - 1;
  return inlines
    .map((inline, index) => {
      if (inline.kind !== 'text') return inline;
      const start = index === 0 ? inline.text.replace(/^ +/, '') : inline.text;
      return { ...inline, text: index === last ? start.replace(/ +$/, '') : start };
    })
    .filter((inline) => inline.kind !== 'text' || inline.text !== '');
}

export function splitLabel(content: readonly SkeletonInline[]): { label: string; content: readonly SkeletonInline[] } {
  const [first, ...rest] = content;
  const match = first?.kind === 'text' ? labelPattern.exec(first.text) : null;
  if (first?.kind !== 'text' || match?.[1] === undefined) {
    throw new VocabularyError('a numbered line must start with its number');
  }
  return { label: match[1], content: [{ ...first, text: first.text.slice(match[0].length) }, ...rest] };
}

export function splitAtBreaks(content: readonly SkeletonInline[]): SkeletonInline[][] {
  return content.reduce<SkeletonInline[][]>(
    (lines, inline) => {
      if (inline.kind === 'break') return [...lines, []];
      const line = lines.at(-1) ?? [];
      return [...lines.slice(0, -1), [...line, inline]];
    },
    [[]],
  );
}

export function plainText(content: readonly SkeletonInline[]): string {
  return content.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('');
}
