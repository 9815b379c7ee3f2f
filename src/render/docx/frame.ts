import { Document, DocumentProtectionType, Footer, Header, type IPropertiesOptions, Packer } from 'docx';
import { unzipSync } from 'fflate';
import type { Language, Orientation } from '../../compose/document.ts';
import { type PackedPart, packPart } from './archive.ts';
import { documentStyles } from './styles.ts';
import { watermarkHeader } from './watermark.ts';

/** What decides on all parts of a file but its text. */
export interface FrameKind {
  readonly orientation: Orientation;
  readonly language: Language;
  /** It can be filled in. */
  readonly open: boolean;
  /** Word of the watermark, null for none. */
  readonly watermark: string | null;
}

/**
 * Under this protection nothing can be changed but what stands in content controls. Under «read only» Word closes the
 * controls too, unless each is an exception for everyone: those it shows in coloured brackets, and LibreOffice opens
 * such a file for reading only. There is no password: it guards the words of an act against slips.
 */
const fillingIn = DocumentProtectionType.FORMS;

/** Options of a file of that kind. */
export function frameOptions({ orientation, language, open }: FrameKind): Omit<IPropertiesOptions, 'sections'> {
  return {
    styles: documentStyles[orientation][language],
    // Word stretches a justified line before a line break over the whole width otherwise.
    compatibility: { version: 15, doNotExpandShiftReturn: true },
    protection: { type: open ? fillingIn : DocumentProtectionType.READ_ONLY },
  };
}

/** As many as there are kinds: the words of watermarks stand in the locales. */
const frames = new Map<string, readonly PackedPart[]>();

/**
 * The parts of an empty file of that kind, packed, in the order of its archive. They are made once: they are the same
 * in every document of the kind, and making them anew costs more than a page of text.
 */
export async function frameOf(kind: FrameKind): Promise<readonly PackedPart[]> {
  const key = JSON.stringify([kind.orientation, kind.language, kind.open, kind.watermark]);
  const made = frames.get(key) ?? (await makeFrame(kind));
  frames.set(key, made);
  return made;
}

/** The part by which a package is known stands first in the archives that Office writes. */
const contentTypes = '[Content_Types].xml';

async function makeFrame(kind: FrameKind): Promise<PackedPart[]> {
  const headers = kind.watermark === null ? {} : { headers: { default: watermarkHeader(kind.watermark) } };
  const footers = { default: new Footer({ children: [] }) };
  const file = new Document({ ...frameOptions(kind), sections: [{ ...headers, footers, children: [] }] });
  const parts = Object.entries(unzipSync(await Packer.pack(file, 'uint8array')));
  const ordered = [
    ...parts.filter(([path]) => path === contentTypes),
    ...parts.filter(([path]) => path !== contentTypes),
  ];
  return ordered.map(([path, content]) => packPart(path, content));
}

/** A header in the place of the one that the frame has. */
export function framedHeader({ watermark }: Pick<FrameKind, 'watermark'>): { headers?: { default: Header } } {
  return watermark === null ? {} : { headers: { default: new Header({ children: [] }) } };
}
