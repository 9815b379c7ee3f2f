import type { Logo } from '../logo.ts';
import type { Area, ColumnGrid } from './column-grid.ts';

/** A place of the logo on a sheet; `row` is zero-based. */
export interface LogoPlace extends Area {
  readonly row: number;
}

/** Part of the workbook package. */
export interface PackagePart {
  readonly name: string;
  readonly content: string | Buffer;
}

const pointsPerMillimetre = 72 / 25.4;
/** English metric units, the measure of drawings, in a point. */
const unitsPerPoint = 12_700;
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Size of the logo on paper in points. */
export function logoSize({ width, height }: Logo): { width: number; height: number } {
  return { width: width * pointsPerMillimetre, height: height * pointsPerMillimetre };
}

/** The parts that draw the logo in the middle of its places on a sheet. */
export function logoParts(sheet: number, places: readonly LogoPlace[], logo: Logo, grid: ColumnGrid): PackagePart[] {
  const anchors = places.map((place, index) => anchor(place, index + 1, logo, grid)).join('');
  return [
    {
      name: `xl/drawings/drawing${sheet}.xml`,
      content:
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"' +
        ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${relationships}">${anchors}</xdr:wsDr>`,
    },
    relationship(`xl/drawings/_rels/drawing${sheet}.xml.rels`, 'image', '../media/logo.png'),
    relationship(`xl/worksheets/_rels/sheet${sheet}.xml.rels`, 'drawing', `../drawings/drawing${sheet}.xml`),
  ];
}

/** The picture itself, once for the workbook. */
export function logoMedia(logo: Logo): PackagePart {
  return { name: 'xl/media/logo.png', content: Buffer.from(logo.png) };
}

/** Entries of the content types for the drawings of the given sheets. */
export function logoContentTypes(sheets: readonly number[]): string {
  const drawings = sheets.map(
    (sheet) =>
      `<Override PartName="/xl/drawings/drawing${sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
  );
  return ['<Default Extension="png" ContentType="image/png"/>', ...drawings].join('');
}

function anchor(place: LogoPlace, id: number, logo: Logo, grid: ColumnGrid): string {
  const size = logoSize(logo);
  const { column, offset } = startOf(place, size.width, grid);
  return (
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${units(offset)}</xdr:colOff>` +
    `<xdr:row>${place.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
    `<xdr:ext cx="${units(size.width)}" cy="${units(size.height)}"/><xdr:pic>` +
    `<xdr:nvPicPr><xdr:cNvPr id="${id}" name="Logo ${id}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
    '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>' +
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${units(size.width)}" cy="${units(size.height)}"/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
  );
}

/** Column, and points into it, at which something of the given width begins to stand in the middle of an area. */
function startOf(area: Area, width: number, grid: ColumnGrid): { column: number; offset: number } {
  let offset = Math.max((grid.widthOf(area) - width) / 2, 0);
  let column = area.from;
  for (const columnWidth of grid.widths.slice(area.from, area.to)) {
    if (offset < columnWidth) break;
    offset -= columnWidth;
    column++;
  }
  return { column, offset };
}

function relationship(name: string, type: string, target: string): PackagePart {
  const content =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationships}/${type}" Target="${target}"/></Relationships>`;
  return { name, content };
}

function units(points: number): number {
  return Math.round(points * unitsPerPoint);
}
