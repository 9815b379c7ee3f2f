import { CheckBox, type IContext, type IXmlableObject, TextRun, type XmlComponent } from 'docx';
import { checkedBox, emptyBox } from '../../compose/printed.ts';
import type { FillIn } from '../office/fill-ins.ts';
import type { Place } from './place.ts';

/** Word refuses longer names and tags of controls. */
const longestName = 64;
const checkBoxFont = 'Segoe UI Symbol';

/**
 * A control over the runs of a fill-in. It cannot be deleted; what is in it can be replaced. While it is empty, its
 * runs are its placeholder: they go as a whole when somebody types. A single run makes it a control for plain text;
 * such a one gives all its words one look, which captions and blanks of several lines do not have.
 */
export function textControl(fillIn: FillIn, runs: readonly XmlComponent[], place: Place): ContentControl {
  return new ContentControl(runs, [
    ...names(fillIn),
    value('w:id', String(place.nextControl())),
    value('w:lock', 'sdtLocked'),
    ...(fillIn.empty ? [{ 'w:showingPlcHdr': {} }] : []),
    ...(runs.length === 1 ? [{ 'w:text': { _attr: { 'w:multiLine': '1' } } }] : []),
  ]);
}

/**
 * Word's check-box control. The one of docx writes the box as a symbol code, which readers of the text do not see;
 * this one writes the character, as Word does when the box is clicked.
 */
export function checkBoxControl(checked: boolean, fillIn: FillIn | undefined, place: Place): ContentControl {
  const box = new TextRun({ font: checkBoxFont, text: checked ? checkedBox : emptyBox });
  return new ContentControl(
    [box],
    [
      ...(fillIn === undefined ? [] : names(fillIn)),
      value('w:id', String(place.nextControl())),
      value('w:lock', fillIn === undefined ? 'sdtContentLocked' : 'sdtLocked'),
      {
        'w14:checkbox': [
          { 'w14:checked': { _attr: { 'w14:val': checked ? '1' : '0' } } },
          state('w14:checkedState', checkedBox),
          state('w14:uncheckedState', emptyBox),
        ],
      },
    ],
  );
}

/** A control of any kind: docx takes none but its check box in a paragraph, so this one stands for all. */
class ContentControl extends CheckBox {
  readonly #content: readonly XmlComponent[];
  readonly #properties: readonly IXmlableObject[];

  constructor(content: readonly XmlComponent[], properties: readonly IXmlableObject[]) {
    super();
    this.#content = content;
    this.#properties = properties;
  }

  override prepForXml(context: IContext): IXmlableObject {
    const content = this.#content.flatMap((run) => run.prepForXml(context) ?? []);
    return { 'w:sdt': [{ 'w:sdtPr': this.#properties }, { 'w:sdtContent': content }] };
  }
}

/** The name that Word shows, and the tag that programs find the control by. */
function names({ label, paths }: FillIn): IXmlableObject[] {
  const alias = label.length <= longestName ? label : `${label.slice(0, longestName - 1).trimEnd()}…`;
  return [...(alias === '' ? [] : [value('w:alias', alias)]), value('w:tag', tagOf(paths))];
}

/**
 * The paths, parted by spaces, or as many of them as fit; a path beside the first begins with its full stop:
 * `head.fullName .position`.
 */
function tagOf([first = '', ...others]: readonly string[]): string {
  const parent = first.slice(0, first.lastIndexOf('.') + 1);
  const tag = others
    .map((path) => (parent !== '' && path.startsWith(parent) ? `.${path.slice(parent.length)}` : path))
    .reduce((tag, path) => (tag.length + path.length < longestName ? `${tag} ${path}` : tag), first);
  return tag.slice(-longestName);
}

function value(name: string, val: string): IXmlableObject {
  return { [name]: { _attr: { 'w:val': val } } };
}

function state(name: string, box: string): IXmlableObject {
  const code = box.charCodeAt(0).toString(16).toUpperCase();
  return { [name]: { _attr: { 'w14:val': code, 'w14:font': checkBoxFont } } };
}
