import JSZip from 'jszip';
import { elements, readXml, type XmlElement } from './xml.ts';

/** The XML parts of an office file. */
export interface OfficePackage {
  /** Paths of all entries, in the order of the archive. */
  readonly paths: readonly string[];
  /** @throws Error where the part is missing or not well formed */
  part(path: string): XmlElement;
  has(path: string): boolean;
  /** Paths of the parts that a part refers to, by relationship id. */
  related(path: string): ReadonlyMap<string, string>;
}

/** Opens a DOCX or XLSX file. */
export async function openPackage(bytes: Uint8Array): Promise<OfficePackage> {
  const archive = await JSZip.loadAsync(bytes);
  const files = Object.values(archive.files).filter(({ dir }) => !dir);
  const sources = new Map(
    await Promise.all(
      files
        .filter(({ name }) => /\.(xml|rels)$/u.test(name))
        .map(async (file) => [file.name, await file.async('string')] as const),
    ),
  );
  const part = (path: string): XmlElement => {
    const source = sources.get(path);
    if (source === undefined) throw new Error(`the file has no part ${path}`);
    return readXml(source);
  };
  return {
    paths: files.map(({ name }) => name),
    part,
    has: (path) => sources.has(path),
    related(path) {
      const slash = path.lastIndexOf('/');
      const folder = path.slice(0, slash);
      const relations = part(`${folder}/_rels${path.slice(slash)}.rels`);
      return new Map(
        elements(relations, 'Relationship').map(({ attributes: { Id = '', Target = '' } }) => [
          Id,
          Target.startsWith('/') ? Target.slice(1) : `${folder}/${Target}`,
        ]),
      );
    },
  };
}
