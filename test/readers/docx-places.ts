import { descendants, elementAt, type XmlElement } from './xml.ts';

/** A content control in a line of text. */
export interface DocxControl {
  readonly label: string;
  readonly tag: string;
  readonly id: string;
  /** `sdtLocked`: the content can be changed, the control not be deleted; `sdtContentLocked`: neither. */
  readonly lock: string;
  /** What is in it is a placeholder. */
  readonly empty: boolean;
  readonly kind: 'plain' | 'rich' | 'check';
}

/** A signature line of Word. */
export interface DocxSignatureLine {
  readonly id: string;
  readonly signer: string;
  readonly role: string;
  /** Relationship of the picture that stands there before somebody signs. */
  readonly picture: string;
  /** Place and size as CSS. */
  readonly style: Readonly<Record<string, string>>;
}

export function controlsIn(element: XmlElement): DocxControl[] {
  return descendants(element, 'w:sdt').map((control) => {
    const properties = elementAt(control, 'w:sdtPr');
    const value = (name: string) => elementAt(properties, name)?.attributes['w:val'] ?? '';
    const has = (name: string) => elementAt(properties, name) !== undefined;
    return {
      label: value('w:alias'),
      tag: value('w:tag'),
      id: value('w:id'),
      lock: value('w:lock'),
      empty: has('w:showingPlcHdr'),
      kind: has('w14:checkbox') ? 'check' : has('w:text') ? 'plain' : 'rich',
    };
  });
}

export function signatureLinesIn(element: XmlElement): DocxSignatureLine[] {
  return descendants(element, 'v:shape').flatMap((shape) => {
    const line = elementAt(shape, 'o:signatureline');
    if (line?.attributes.issignatureline !== 't') return [];
    return [
      {
        id: line.attributes.id ?? '',
        signer: line.attributes['o:suggestedsigner'] ?? '',
        role: line.attributes['o:suggestedsigner2'] ?? '',
        picture: elementAt(shape, 'v:imagedata')?.attributes['r:id'] ?? '',
        style: Object.fromEntries(
          (shape.attributes.style ?? '').split(';').map((rule): [string, string] => {
            const [name = '', value = ''] = rule.split(':');
            return [name, value];
          }),
        ),
      },
    ];
  });
}
