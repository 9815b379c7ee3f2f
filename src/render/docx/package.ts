import type { Document, IContext, XmlComponent } from 'docx';
import { archiveOf, type PackedPart, packPart } from './archive.ts';
import { type FrameKind, frameOf } from './frame.ts';
import { xmlText } from './xml-text.ts';

type Relationships = IContext['viewWrapper']['Relationships'];

const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The file as an archive, with the same parts that docx's own packer gives it. That one writes and compresses every part
 * of every document anew; here are written the parts that tell documents of a kind apart, and the others lie ready.
 */
export async function packed(
  file: Document,
  kind: FrameKind,
  { properties, time }: { readonly properties: { readonly path: string; readonly data: string }; readonly time: Date },
): Promise<Uint8Array> {
  const frame = await frameOf(kind);
  const parts = new Map(frame.map((part) => [part.path, part]));
  for (const part of [packPart(properties.path, properties.data), ...ownParts(file)]) parts.set(part.path, part);
  return archiveOf([...parts.values()], time);
}

/** Text, foot, lists and pictures. */
function* ownParts(file: Document): Generator<PackedPart> {
  const { View: text, Relationships: relationships } = file.Document;
  // Lists and pictures are counted, and stand under names in braces, while the text is written.
  const written = xmlOf(text, file.Document, file);
  const pictures = relatedPictures(file, relationships);
  const lists = file.Numbering.ConcreteNumbering.map(({ reference, instance, numId }): [string, string] => [
    `${reference}-${instance}`,
    String(numId),
  ]);
  yield packPart('word/document.xml', numbered(written, new Map([...pictures, ...lists])));
  relationships.addRelationship(relationships.RelationshipCount + 1, `${relationshipTypes}/fontTable`, 'fontTable.xml');
  yield packPart('word/_rels/document.xml.rels', xmlOf(relationships, file.Document, file, ''));
  for (const [index, footer] of file.Footers.entries()) {
    yield packPart(`word/footer${index + 1}.xml`, xmlOf(footer.View, footer, file, ''));
  }
  if (file.Numbering.ReferenceConfig.length > 0) {
    yield packPart('word/numbering.xml', xmlOf(file.Numbering, file.Document, file));
  }
  for (const { fileName, data } of file.Media.Array) yield packPart(`word/media/${fileName}`, new Uint8Array(data));
}

/** Relates the text to its pictures; gives the number of each by its name in the text. */
function relatedPictures(file: Document, relationships: Relationships): [string, string][] {
  return file.Media.Entries.map(([name, { fileName }]) => {
    const number = relationships.RelationshipCount + 1;
    relationships.addRelationship(number, `${relationshipTypes}/image`, `media/${fileName}`);
    return [name, String(number)];
  });
}

/** Puts numbers in the place of names in braces; other braces are text. */
function numbered(xml: string, numbers: ReadonlyMap<string, string>): string {
  return xml.replaceAll(/\{([^{}]+)\}/g, (braced, name: string) => numbers.get(name) ?? braced);
}

function xmlOf(
  component: XmlComponent,
  viewWrapper: IContext['viewWrapper'],
  file: Document,
  standalone = ' standalone="yes"',
): string {
  const element = component.prepForXml({ file, viewWrapper, stack: [] });
  return `<?xml version="1.0" encoding="UTF-8"${standalone}?>${element === undefined ? '' : xmlText(element)}`;
}
