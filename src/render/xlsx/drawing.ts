import { escapeXml } from '../docx/escape-xml.ts';
import type { Area, ColumnGrid } from './column-grid.ts';
import type { SheetPicture } from './pictures.ts';

/** A place of a picture on a sheet; `row` is zero-based. */
export interface PicturePlace extends Area {
  readonly row: number;
  readonly picture: SheetPicture;
}

/** Part of the workbook package. */
export interface PackagePart {
  readonly name: string;
  readonly content: string | Buffer;
}

/** English metric units, the measure of drawings, in a point. */
const unitsPerPoint = 12_700;
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts that draw the pictures of a sheet in their places. */
export function drawingParts(sheet: number, places: readonly PicturePlace[], grid: ColumnGrid): PackagePart[] {
  const files = [...new Set(places.map(({ picture }) => picture.file))];
  const anchors = places.map((place, index) => anchor(place, index + 1, files.indexOf(place.picture.file) + 1, grid));
  return [
    {
      name: `xl/drawings/drawing${sheet}.xml`,
      content:
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"' +
        ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${relationships}">${anchors.join('')}</xdr:wsDr>`,
    },
    relations(
      `xl/drawings/_rels/drawing${sheet}.xml.rels`,
      'image',
      files.map((file) => `../media/${file}.png`),
    ),
    relations(`xl/worksheets/_rels/sheet${sheet}.xml.rels`, 'drawing', [`../drawings/drawing${sheet}.xml`]),
  ];
}

/** The pictures themselves, each once for the workbook. */
export function mediaParts(pictures: Iterable<SheetPicture>): PackagePart[] {
  return [...pictures].map(({ file, png }) => ({ name: `xl/media/${file}.png`, content: Buffer.from(png()) }));
}

/** Entries of the content types for the drawings of the given sheets. */
export function drawingContentTypes(sheets: readonly number[]): string {
  const drawings = sheets.map(
    (sheet) =>
      `<Override PartName="/xl/drawings/drawing${sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
  );
  return ['<Default Extension="png" ContentType="image/png"/>', ...drawings].join('');
}

function anchor(place: PicturePlace, id: number, relation: number, grid: ColumnGrid): string {
  const { title, description, width, height } = place.picture;
  const { column, offset } = startOf(place, grid);
  const words = description === '' ? '' : ` descr="${escapeXml(description)}"`;
  return (
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${units(offset)}</xdr:colOff>` +
    `<xdr:row>${place.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
    `<xdr:ext cx="${units(width)}" cy="${units(height)}"/><xdr:pic>` +
    `<xdr:nvPicPr><xdr:cNvPr id="${id}" name="${title} ${id}"${words}/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
    `<xdr:blipFill><a:blip r:embed="rId${relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${units(width)}" cy="${units(height)}"/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
  );
}

/** Column, and points into it, at which the picture begins. */
function startOf({ picture, ...area }: PicturePlace, grid: ColumnGrid): { column: number; offset: number } {
  let offset = picture.align === 'left' ? 0 : Math.max((grid.widthOf(area) - picture.width) / 2, 0);
  let column = area.from;
  for (const columnWidth of grid.widths.slice(area.from, area.to)) {
    if (offset < columnWidth) break;
    offset -= columnWidth;
    column++;
  }
  return { column, offset };
}

/** A part of relationships of one type, known as rId1, rId2 and so on. */
function relations(name: string, type: string, targets: readonly string[]): PackagePart {
  const entries = targets.map(
    (target, index) => `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  const content =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<Relationships xmlns="${packageRelationships}">${entries.join('')}</Relationships>`;
  return { name, content };
}

function units(points: number): number {
  return Math.round(points * unitsPerPoint);
}
