import type { Block, Language, OfficialDocument } from '../../compose/document.ts';
import type { Locales } from '../../compose/locales.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import { dateShort } from '../../forms/words/date.ts';
import type { Issuer } from '../../registry/issuer.ts';
import type { DocumentRecord, FileEntry } from '../../registry/record.ts';
import type { SignatureRecord } from '../../registry/signatures.ts';
import type { DocumentState } from '../../registry/status.ts';
import { almatyDay, almatyTime } from '../../trust/almaty.ts';
import { publicSignature } from '../../verification/signers.ts';
import { factTable, heading, type LabelledLines, paragraph } from './blocks.ts';

/** All that a signature sheet tells of. */
export interface SheetSource {
  readonly record: DocumentRecord;
  readonly state: DocumentState;
  readonly form: FormDefinition;
  readonly issuer: Issuer;
  readonly signatures: readonly SignatureRecord[];
  /** Revisions of the document's files. */
  readonly files: readonly FileEntry[];
  readonly madeAt: Date;
  /** What a law says of the legal force of the document; null prints nothing. */
  readonly legalForce: string | null;
}

/** The sheet as a document of its own, in one language. */
export function sheetDocument(source: SheetSource, language: Language, locales: Locales): OfficialDocument {
  const { record, form, issuer, signatures } = source;
  const say = wordsIn(locales, language);
  const hasUnverified = signatures.some(({ status }) => status === 'unverified');
  const blocks: readonly Block[] = [
    { kind: 'verification' },
    heading(say('title')),
    factTable(say('document'), documentFacts(source, language, locales)),
    ...signatures.map((signature, index) =>
      factTable(headOf(signature, index + 1, form, language, say), signatureFacts(signature, source, say)),
    ),
    ...(hasUnverified ? [paragraph(say('note.unverified'), 'note')] : []),
    paragraph(say('note'), 'note'),
  ];
  return {
    form: form.id,
    edition: record.edition,
    mode: 'print',
    watermark: null,
    versions: [
      {
        language,
        orientation: 'portrait',
        title: say('title.document', { number: record.number }),
        subject: form.locales[language].title,
        author: issuer.name[language],
        blocks,
      },
    ],
  };
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function wordsIn(locales: Locales, language: Language): Say {
  return (key, values) => locales.say(language, 'signing-sheet', key, values);
}

function documentFacts(source: SheetSource, language: Language, locales: Locales): LabelledLines[] {
  const { record, state, form, issuer, madeAt, signatures, legalForce } = source;
  const say = wordsIn(locales, language);
  const genuine = form.about.kind === 'certificate' ? 'in-force' : 'genuine';
  const signed = new Set(signatures.filter(({ revision }) => revision !== null).map(({ file }) => file));
  return present([
    [say('form'), form.locales[language].title],
    [say('number'), record.number],
    [say('issuer'), issuer.name[language]],
    [say('issuedOn'), dateShort(almatyDay(new Date(record.issuedAt)))],
    [say('state'), locales.say(language, 'verification', `state.${state === 'valid' ? genuine : state}`)],
    [say('shortCode'), record.shortCode],
    [say('fingerprint'), record.fingerprint],
    [say('file'), ...signed],
    // Here «this document» can mean no other.
    [say('legalForce'), legalForce],
    [say('madeAt'), momentOf(madeAt, say)],
  ]);
}

function headOf(
  signature: SignatureRecord,
  position: number,
  form: FormDefinition,
  language: Language,
  say: Say,
): string {
  const role = publicSignature(signature, form).role;
  return role === null ? say('signature.unnamed', { position }) : say('signature', { position, role: role[language] });
}

function signatureFacts(signature: SignatureRecord, { form, files }: SheetSource, say: Say): LabelledLines[] {
  const { status, signer, position, revocation, algorithm } = publicSignature(signature, form);
  const { file, revision, digest, claimedAt, timestamp } = signature;
  const certificate = signature.signer?.certificate ?? null;
  const day = (instant: string) => dateShort(almatyDay(new Date(instant)));
  const moment = (instant: string | null) => (instant === null ? [] : [momentOf(new Date(instant), say)]);
  const carrier = files.find((entry) => entry.name === file && entry.revision === revision);
  return present([
    [say('status'), say(`status.${status}`), ...(revocation === null ? [] : [say(`revocation.${revocation}`)])],
    [say('name'), signer?.name],
    [say('iin'), signer?.iin],
    [say('organisation'), signer?.organisation],
    [say('bin'), signer?.bin],
    [say('position'), position],
    [say('signedAt'), ...moment(signature.signedAt)],
    [say('claimedAt'), ...moment(claimedAt)],
    [say('timestamp'), ...moment(timestamp)],
    [say('algorithm'), algorithm],
    certificate === null
      ? [say('certificate')]
      : [
          say('certificate'),
          say('certificate.serial', { serial: certificate.serial }),
          say('certificate.issuer', { issuer: certificate.issuer }),
          say('certificate.validity', { from: day(certificate.notBefore), to: day(certificate.notAfter) }),
        ],
    carrier === undefined
      ? [say('revision')]
      : [say('revision'), say('revision.name', { file, revision: carrier.revision }), carrier.sha256],
    [say('content'), digest],
  ]);
}

function momentOf(instant: Date, say: Say): string {
  return say('time', { time: `${dateShort(almatyDay(instant))} ${almatyTime(instant)}` });
}

/** Labels with their lines; a label without any is left out. */
function present(facts: readonly (readonly [string, ...(string | null | undefined)[]])[]): LabelledLines[] {
  return facts.flatMap(([label, ...given]) => {
    const lines = given.filter((line) => line !== null && line !== undefined);
    return lines.length === 0 ? [] : [{ label, lines }];
  });
}
