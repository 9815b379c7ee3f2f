import { recordByteLimit } from '../embedded-record.ts';
import { InvalidRecordError } from '../invalid-record.ts';

/** Namespace and name of the element that holds a record in an office file. */
export const recordNamespace = 'urn:nysan:payload-1';
export const recordElement = 'payload';

/** Where custom XML parts stand in a package, by convention of Word (ECMA-376 part 1, 15.2.5). */
export const customPartPattern = /^customXml\/item[1-9]\d{0,3}\.xml$/;

/** Brackets and ampersands of a record are longer in XML, and office programs write the element their way. */
export const partByteLimit = recordByteLimit + 1024 * 1024;
/** A reader of XML spends a hundred bytes on each. */
const referenceLimit = 300_000;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const customXmlNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
/** Tells our part from others of the same file; every file has one. */
const itemId = '{6E79735E-616E-4A70-8179-6C6F61643100}';
const relationshipId = 'nysanRecord';

/** A custom XML part with a record, and what else a package needs for it. */
export interface RecordPart {
  readonly files: Readonly<Record<string, string>>;
  /** Relationship of the main part, for its list. */
  readonly relationship: string;
  /** Entry of the list of content types. */
  readonly contentType: string;
}

/**
 * @param record in its one spelling
 * @param number of the part, free in the package
 * @throws InvalidRecordError where the part would be too long to be read
 */
export function recordPart(record: string, number: number): RecordPart {
  const text = declaration + `<${recordElement} xmlns="${recordNamespace}">${escaped(record)}</${recordElement}>`;
  if (isTooLongToRead(Buffer.from(text))) throw new InvalidRecordError('the record is too long');
  const properties = `customXml/itemProps${number}.xml`;
  return {
    files: {
      [`customXml/item${number}.xml`]: text,
      [properties]:
        `${declaration}<ds:datastoreItem ds:itemID="${itemId}" xmlns:ds="${customXmlNamespace}">` +
        `<ds:schemaRefs><ds:schemaRef ds:uri="${recordNamespace}"/></ds:schemaRefs></ds:datastoreItem>`,
      [`customXml/_rels/item${number}.xml.rels`]:
        `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
        `<Relationship Id="rId1" Type="${relationshipTypes}/customXmlProps" Target="itemProps${number}.xml"/></Relationships>`,
    },
    relationship: `<Relationship Id="${relationshipId}" Type="${relationshipTypes}/customXml" Target="../customXml/item${number}.xml"/>`,
    contentType: `<Override PartName="/${properties}" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`,
  };
}

/** Whether the relationships of a main part lead to a record. */
export function hasRecord(relationships: string): boolean {
  return relationships.includes(`"${relationshipId}"`);
}

/** Whether reading a custom part would take more memory than it may. */
export function isTooLongToRead(part: Buffer): boolean {
  if (part.byteLength > partByteLimit) return true;
  let references = 0;
  for (let at = part.indexOf('&'); at >= 0 && references <= referenceLimit; at = part.indexOf('&', at + 1)) {
    references += 1;
  }
  return references > referenceLimit;
}

/** Text between tags: the many quotation marks of JSON stay. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
