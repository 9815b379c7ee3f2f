import { Header, ImportedXmlComponent, Paragraph, TextRun } from 'docx';
import { escapeXml } from './escape-xml.ts';

// ECMA-376 part 4, 19.1.2.20: the WordArt shape type 136 («plain text») that Word uses for its watermarks.
const shapeType =
  '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" ' +
  'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>' +
  '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>' +
  '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>' +
  '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>' +
  '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" ' +
  'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>' +
  '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>' +
  '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>';

/** Points: the length of the word across the page, and how high its letters may be at most. */
const wordLength = 440;
const highest = 130;

/**
 * A header with the word as Word's own watermark: diagonal, light grey, behind the text, removable by Word's command.
 * docx's own class gives its shape a random id, so that no two files of one document would be equal.
 */
export function watermarkHeader(word: string): Header {
  const height = Math.min(highest, Math.round(wordLength / Math.max(1, word.length * 0.8)));
  const style =
    `position:absolute;margin-left:0;margin-top:0;width:${wordLength}pt;height:${height}pt;rotation:315;` +
    'z-index:-251657216;mso-position-horizontal:center;mso-position-horizontal-relative:margin;' +
    'mso-position-vertical:center;mso-position-vertical-relative:margin';
  const picture = ImportedXmlComponent.fromXmlString(
    `<w:pict>${shapeType}<v:shape id="PowerPlusWaterMarkObject1" ` +
      `type="#_x0000_t136" alt="${escapeXml(word)}" style="${style}" o:allowincell="f" fillcolor="#d9d9d9" ` +
      'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" ' +
      `string="${escapeXml(word)}"/></v:shape></w:pict>`,
  );
  return new Header({
    children: [new Paragraph({ style: 'Header', children: [new TextRun({ noProof: true, children: [picture] })] })],
  });
}
