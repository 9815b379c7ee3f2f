import type { AuditEntry, AuditVerdict } from '../audit.ts';
import type { BatchRegistry } from '../batches.ts';
import type { Contents } from '../files/contents.ts';
import type { NewPerson } from '../../people/person.ts';
import type { Actor, ApiKey, Issuer, NewApiKey, Scope } from '../issuer.ts';
import type { FailedSignIn } from '../people.ts';
import type { DocumentRecord, FileEntry } from '../record.ts';
import type {
  BackupReport,
  Registry,
  SigningKeyChange,
  StatusChangeOutcome,
  StatusChangeRequest,
} from '../registry.ts';
import type {
  BeginOutcome,
  Completion,
  IdempotencyClaim,
  IssueRequest,
  NamedBytes,
  Payload,
  Reservation,
} from '../reservation.ts';
import type { DraftOwner, DraftToSave, SeenVersion } from '../saved-drafts.ts';
import type { SearchPage, SearchQuery } from '../search.ts';
import type { PrepareRequest, ReturnRequest, SignatureCompletion } from '../signatures.ts';
import type { WebhookRegistry } from '../webhooks.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from '../database/database.ts';
import { searchDocuments } from './document-search.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Issuing } from './issuing.ts';
import type { Organisations } from './organisations.ts';
import type { Owners } from './owners.ts';
import type { People } from './people.ts';
import type { Preparations } from './preparations.ts';
import { purgeDocument } from './purge.ts';
import type { Reservations } from './reservations.ts';
import type { SavedDrafts } from './saved-drafts.ts';
import type { Sessions } from './sessions.ts';
import type { Signatures } from './signatures.ts';
import type { Statuses } from './statuses.ts';
import { readTrees } from './trees.ts';

/** Milliseconds. Files are dated by the clock of the machine, or of the store. */
const dayLong = 24 * 3_600_000;

/** What a registry is made of. */
export interface RegistryParts {
  readonly clock: Clock;
  readonly database: Database;
  readonly contents: Contents;
  readonly audit: AuditTrail;
  readonly documents: Documents;
  readonly files: Files;
  readonly statuses: Statuses;
  readonly organisations: Organisations;
  readonly people: People;
  readonly sessions: Sessions;
  readonly savedDrafts: SavedDrafts;
  readonly reservations: Reservations;
  readonly owners: Owners;
  readonly issuing: Issuing;
  readonly preparations: Preparations;
  readonly signatures: Signatures;
  readonly batches: BatchRegistry;
  readonly webhooks: WebhookRegistry;
  readonly backUp: Registry['backup'];
}

/** The registry in a database and a store of files. */
export class StoredRegistry implements Registry {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  get batches() {
    return this.#parts.batches;
  }

  get webhooks() {
    return this.#parts.webhooks;
  }

  issuers() {
    return this.#parts.organisations.issuers();
  }

  issuer(id: string) {
    return this.#parts.organisations.issuer(id);
  }

  addIssuer(issuer: Issuer, actor: Actor) {
    return this.#parts.organisations.addIssuer(issuer, actor);
  }

  addKey(key: NewApiKey, actor: Actor) {
    return this.#parts.organisations.addKey(key, actor);
  }

  findKey(secret: string): Promise<ApiKey | null> {
    return this.#parts.organisations.findKey(secret);
  }

  keys(issuer?: string): Promise<readonly ApiKey[]> {
    return this.#parts.organisations.keys(issuer);
  }

  revokeKey(id: string, issuer: string, actor: Actor) {
    return this.#parts.organisations.revokeKey(id, issuer, actor);
  }

  hasPeople() {
    return this.#parts.people.exist();
  }

  people(issuer?: string) {
    return this.#parts.people.list(issuer);
  }

  personByLogin(login: string) {
    return this.#parts.people.byLogin(login);
  }

  personByOpenid(subject: string) {
    return this.#parts.people.byOpenid(subject);
  }

  addPerson(person: NewPerson, actor: Actor) {
    return this.#parts.people.add(person, actor);
  }

  addFirstPerson(person: NewPerson, actor: Actor) {
    return this.#parts.people.addFirst(person, actor);
  }

  setPassword(person: string, passwordHash: string, actor: Actor) {
    return this.#parts.people.setPassword(person, passwordHash, actor);
  }

  changeScopes(person: string, scopes: readonly Scope[], actor: Actor) {
    return this.#parts.people.changeScopes(person, scopes, actor);
  }

  disablePerson(person: string, actor: Actor) {
    return this.#parts.people.disable(person, actor);
  }

  enablePerson(person: string, actor: Actor) {
    return this.#parts.people.enable(person, actor);
  }

  openSession(person: string) {
    return this.#parts.sessions.open(person);
  }

  session(token: string) {
    return this.#parts.sessions.signedIn(token);
  }

  closeSession(token: string) {
    return this.#parts.sessions.close(token);
  }

  noteFailedSignIn(attempt: FailedSignIn) {
    return this.#parts.people.noteFailedSignIn(attempt);
  }

  savedDrafts(owner: DraftOwner) {
    return this.#parts.savedDrafts.list(owner);
  }

  savedDraft(id: string, owner: DraftOwner) {
    return this.#parts.savedDrafts.find(id, owner);
  }

  saveDraft(draft: DraftToSave) {
    return this.#parts.savedDrafts.save(draft);
  }

  deleteDraft(id: string, owner: DraftOwner, seen: SeenVersion | null) {
    return this.#parts.savedDrafts.delete(id, owner, seen);
  }

  purgeDrafts(issuer: string, savedBefore: string, actor: Actor) {
    return this.#parts.savedDrafts.purge(issuer, savedBefore, actor);
  }

  begin(request: IssueRequest): Promise<BeginOutcome> {
    return this.#parts.reservations.begin(request);
  }

  complete(reservation: Reservation, completion: Completion): Promise<DocumentRecord> {
    return this.#parts.issuing.complete(reservation, completion);
  }

  release(reservation: Reservation) {
    return this.#parts.reservations.release(reservation);
  }

  document(id: string, issuer: string) {
    return this.#parts.documents.ofIssuer(id, issuer);
  }

  byCode(id: string) {
    return this.#parts.documents.byId(id);
  }

  byNumberAndShortCode(number: string, shortCode: string) {
    return this.#parts.documents.byNumberAndShortCode(number, shortCode);
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return searchDocuments(this.#parts.database, this.#parts.documents, query);
  }

  payload(id: string): Promise<Payload | null> {
    return this.#parts.documents.payload(id);
  }

  trees(id: string) {
    return readTrees(this.#parts.database, id);
  }

  changeStatus(request: StatusChangeRequest): Promise<StatusChangeOutcome> {
    return this.#parts.statuses.change(request);
  }

  statusList(issuer: string, at: Date) {
    return this.#parts.statuses.listed(issuer, at);
  }

  files(id: string): Promise<readonly FileEntry[]> {
    return this.#parts.files.list(id);
  }

  file(id: string, name: string, revision?: number) {
    return this.#parts.files.read(id, name, revision);
  }

  addFile(id: string, file: NamedBytes, revision: number, actor: Actor) {
    return this.#parts.files.add(id, file, revision, actor);
  }

  fileOfContent(sha256: string) {
    return this.#parts.files.ofContent(sha256);
  }

  prepareSignature(request: PrepareRequest) {
    return this.#parts.preparations.add(request);
  }

  claimedPreparation(claim: IdempotencyClaim) {
    return this.#parts.preparations.claimed(claim);
  }

  preparation(id: string, document: string) {
    return this.#parts.preparations.find(id, document);
  }

  openPreparation(document: string, file: string) {
    return this.#parts.preparations.open(document, file);
  }

  preparedFile(id: string) {
    return this.#parts.preparations.content(id);
  }

  returnPreparation(request: ReturnRequest) {
    return this.#parts.preparations.giveBack(request);
  }

  completeSignature(completion: SignatureCompletion) {
    return this.#parts.signatures.complete(completion);
  }

  signatures(document: string) {
    return this.#parts.signatures.list(document);
  }

  signatureCms(id: string, document: string) {
    return this.#parts.signatures.cms(id, document);
  }

  audit(after: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.#parts.audit.entries(after, limit);
  }

  verifyAudit(): Promise<AuditVerdict> {
    return this.#parts.audit.verify();
  }

  noteSigningKey({ issuer, kid, change }: SigningKeyChange, actor: Actor) {
    const { database, audit } = this.#parts;
    return database.transaction((transaction) =>
      audit.append(transaction, {
        actor,
        action: `signing-key-${change}`,
        issuer,
        subject: String(kid),
        details: {},
      }),
    );
  }

  async purge(id: string, issuer: string, reason: string, actor: Actor): Promise<DocumentRecord> {
    const { record, contents } = await purgeDocument(this.#parts, { id, issuer, reason, actor });
    await this.#parts.contents.discard(contents);
    return record;
  }

  backup(folder: string, keysFolder: string | null): Promise<BackupReport> {
    return this.#parts.backUp(folder, keysFolder);
  }

  sweep(): Promise<void> {
    return this.#parts.contents.sweep(new Date(Date.now() - dayLong));
  }

  async ping(): Promise<void> {
    await this.#parts.database.one('SELECT 1');
  }

  async close(): Promise<void> {
    try {
      await this.#parts.owners.leave();
    } finally {
      await this.#parts.database.close();
    }
  }
}
