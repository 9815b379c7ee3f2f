import JSZip from 'jszip';
import { SaxesParser } from 'saxes';

/** An element of a part of the file. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlNode | string)[];
}

/** The parts of a Word file by their paths; pictures are left out. */
export async function openDocx(bytes: Uint8Array): Promise<ReadonlyMap<string, XmlNode>> {
  const archive = await JSZip.loadAsync(bytes);
  const paths = Object.keys(archive.files).filter((path) => /\.(xml|rels)$/.test(path));
  const parts = await Promise.all(
    paths.map(async (path) => [path, parseXml((await archive.file(path)?.async('string')) ?? '')] as const),
  );
  return new Map(parts);
}

/** A part that has to be there. */
export function part(parts: ReadonlyMap<string, XmlNode>, path: string): XmlNode {
  const found = parts.get(path);
  if (found === undefined) throw new Error(`no part ${path}`);
  return found;
}

/** Elements of a name below a node, in document order. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...all(child, name)],
  );
}

/** Children of a name. */
export function own(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child): child is XmlNode => typeof child !== 'string' && child.name === name);
}

/** The `w:val` of the first element of a name, or undefined where there is none. */
export function value(node: XmlNode, name: string): string | undefined {
  return all(node, name)[0]?.attributes['w:val'];
}

/** The text directly in an element. */
export function textOf(node: XmlNode): string {
  return node.children.filter((child) => typeof child === 'string').join('');
}

/** Text of a paragraph, a break as a space. */
export function text(node: XmlNode): string {
  return node.children
    .map((child) => {
      if (typeof child === 'string') return '';
      if (child.name === 'w:t') return textOf(child);
      return child.name === 'w:br' || child.name === 'w:tab' ? ' ' : text(child);
    })
    .join('');
}

/**
 * What Word prints: the text of every paragraph with the number Word computes before it. Lists of one definition
 * share a count, which the first paragraph of a list sets to the list's start.
 */
export function printedParagraphs(parts: ReadonlyMap<string, XmlNode>): string[] {
  const numbering = part(parts, 'word/numbering.xml');
  const lists = new Map(own(numbering, 'w:num').map((list) => [list.attributes['w:numId'], list]));
  const definitions = new Map(
    own(numbering, 'w:abstractNum').map((definition) => [definition.attributes['w:abstractNumId'], definition]),
  );
  const counts = new Map<string, number>();
  const begun = new Set<string>();
  return all(part(parts, 'word/document.xml'), 'w:p').map((paragraph) => {
    const listId = value(paragraph, 'w:numId');
    const list = lists.get(listId);
    if (listId === undefined || list === undefined) return text(paragraph);
    const definitionId = value(list, 'w:abstractNumId') ?? '';
    const start = Number(value(list, 'w:startOverride'));
    const count = begun.has(listId) ? (counts.get(definitionId) ?? 0) + 1 : start;
    begun.add(listId);
    counts.set(definitionId, count);
    const definition = definitions.get(definitionId);
    const pattern = definition === undefined ? '' : (value(definition, 'w:lvlText') ?? '');
    return `${pattern.replace('%1', String(count))} ${text(paragraph)}`;
  });
}

function parseXml(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [] };
  const open: XmlNode[] = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const node: XmlNode = { name: tag.name, attributes: { ...tag.attributes }, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (words) => open.at(-1)?.children.push(words));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [top] = root.children.filter((child) => typeof child !== 'string');
  if (top === undefined) throw new Error('a part without an element');
  return top;
}
