import { type IContext, type IXmlableObject, type Paragraph, TextRun, XmlComponent } from 'docx';
import type { Signature } from '../../compose/document.ts';
import { tableGap } from './paragraphs.ts';
import type { Place } from './place.ts';
import { signatureGrid } from './signature-grid.ts';
import { roomAboveLine } from './signatures.ts';
import type { SignatureRequest } from './signing.ts';

// ECMA-376 part 4, 19.1.2.20: the shape type 75 that Word uses for its pictures.
const pictureType = {
  'v:shapetype': [
    {
      _attr: {
        id: '_x0000_t75',
        coordsize: '21600,21600',
        'o:spt': '75',
        'o:preferrelative': 't',
        path: 'm@4@5l@4@11@9@11@9@5xe',
        filled: 'f',
        stroked: 'f',
      },
    },
    { 'v:stroke': { _attr: { joinstyle: 'miter' } } },
    {
      'v:formulas': [
        'if lineDrawn pixelLineWidth 0',
        'sum @0 1 0',
        'sum 0 0 @1',
        'prod @2 1 2',
        'prod @3 21600 pixelWidth',
        'prod @3 21600 pixelHeight',
        'sum @0 0 1',
        'prod @6 1 2',
        'prod @7 21600 pixelWidth',
        'sum @8 21600 0',
        'prod @7 21600 pixelHeight',
        'sum @10 21600 0',
      ].map((formula) => ({ 'v:f': { _attr: { eqn: formula } } })),
    },
    { 'v:path': { _attr: { 'o:extrusionok': 'f', gradientshapeok: 't', 'o:connecttype': 'rect' } } },
    { 'o:lock': { _attr: { 'v:ext': 'edit', aspectratio: 't' } } },
  ],
};

/** One transparent pixel. Word draws its own picture over it when somebody signs. */
const nothing = {
  type: 'png',
  fileName: 'signature-line.png',
  data: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACklEQVR4AWMAAQAABQABNtCI3QAAAABJRU5ErkJggg==',
    'base64',
  ),
  transformation: { pixels: { x: 1, y: 1 }, emus: { x: 9525, y: 9525 } },
} as const;

/** Height of a signature, 12 mm, and of what a row of slots is made of; points. */
const height = 34;
const lineOfText = 14;
const lineOfCaption = 9.2;
const twipsPerPoint = 20;
/** ECMA-376 part 4, 19.2.2.20: the provider of signatures that Office brings along. */
const officeProvider = '{00000000-0000-0000-0000-000000000000}';

/**
 * Word's signature lines for the places of a signature block, one over each line where somebody signs. They float
 * behind the text and are transparent: nobody sees them before somebody signs, and nothing moves. They belong into the
 * paragraph after the block: a cell that something floats in is set otherwise by LibreOffice.
 */
export function signatureLines(signature: Signature, place: Place): TextRun[] {
  const { rows } = signatureGrid(signature, place);
  const runs: TextRun[] = [];
  let below = 0;
  for (const { slots, captionLines } of rows.toReversed()) {
    below += captionLines * lineOfCaption;
    for (const { slot, left, line } of slots) {
      const request = place.signing.requestAt(slot, signature);
      if (request === null) continue;
      const top = -(below + height);
      runs.push(lineRun(request, { left: left / twipsPerPoint, top, width: line / twipsPerPoint, height }));
    }
    below += roomAboveLine / twipsPerPoint + lineOfText;
  }
  return runs;
}

/** Box of a signature without a line, 70 x 15 mm, and what parts it from the text above; points. */
const freeBox = { width: 198, height: 42, gap: 6 };

/**
 * The signature lines of those whom the form gives no line, one below the other at the right below the text: a
 * paragraph as high as a point, or none where there are none.
 */
export function freeSignatureLines(requests: readonly SignatureRequest[], place: Place): Paragraph[] {
  if (requests.length === 0) return [];
  const { width, height, gap } = freeBox;
  const left = place.width / twipsPerPoint - width;
  const lines = requests.map((request, index) => {
    const top = gap + index * (height + gap);
    return lineRun(request, { left, top, width, height });
  });
  return [tableGap('none', false, lines)];
}

/** Where a signature stands; points from the left edge and the top of the paragraph that it belongs to. */
interface SignatureBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function lineRun(request: SignatureRequest, box: SignatureBox): TextRun {
  return new TextRun({ noProof: true, children: [new SignatureLine(request, box)] });
}

class SignatureLine extends XmlComponent {
  readonly #request: SignatureRequest;
  readonly #box: SignatureBox;

  constructor(request: SignatureRequest, box: SignatureBox) {
    super('w:pict');
    this.#request = request;
    this.#box = box;
  }

  override prepForXml({ file }: IContext): IXmlableObject {
    file.Media.addImage(nothing.fileName, nothing);
    const shape = this.#shape();
    // A document defines the shape type once.
    return { 'w:pict': this.#request.number === 1 ? [pictureType, shape] : [shape] };
  }

  #shape(): IXmlableObject {
    const { id, number, signer, role } = this.#request;
    const words = [role, signer].filter((part) => part !== '').join(', ');
    return {
      'v:shape': [
        {
          _attr: {
            id: `_x0000_s${1025 + number}`,
            type: '#_x0000_t75',
            ...(words === '' ? {} : { alt: words }),
            style: this.#style(),
            // Inside a cell LibreOffice would make the row higher by it.
            'o:allowincell': 'f',
          },
        },
        { 'v:imagedata': { _attr: { 'r:id': `rId{${nothing.fileName}}`, 'o:title': '' } } },
        {
          'o:lock': {
            _attr: {
              'v:ext': 'edit',
              ungrouping: 't',
              rotation: 't',
              cropping: 't',
              verticies: 't',
              text: 't',
              grouping: 't',
            },
          },
        },
        {
          'o:signatureline': {
            _attr: {
              'v:ext': 'edit',
              id,
              provid: officeProvider,
              ...(signer === '' ? {} : { 'o:suggestedsigner': signer }),
              ...(role === '' ? {} : { 'o:suggestedsigner2': role }),
              allowcomments: 't',
              issignatureline: 't',
            },
          },
        },
      ],
    };
  }

  #style(): string {
    const { left, top, width, height } = this.#box;
    return [
      'position:absolute',
      `margin-left:${left}pt`,
      `margin-top:${top}pt`,
      `width:${width}pt`,
      `height:${height}pt`,
      'z-index:-251658240',
      'mso-position-horizontal-relative:text',
      'mso-position-vertical-relative:text',
    ].join(';');
  }
}
