import type { AuditEntry, AuditVerdict } from '../audit.ts';
import type { ContentStore } from '../files/content-store.ts';
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
import type { AuditTrail } from './audit-trail.ts';
import { backUp } from './backup.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
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
import { readTrees } from './stored-trees.ts';

/** What a registry in one SQLite database is made of. */
export interface RegistryParts {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly contents: ContentStore;
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
}

/** The registry in one SQLite database and a folder of files. SQLite answers at once; the port's promises do not wait. */
export class SqliteRegistry implements Registry {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  issuers() {
    return settled(() => this.#parts.organisations.issuers());
  }

  issuer(id: string) {
    return settled(() => this.#parts.organisations.issuer(id));
  }

  addIssuer(issuer: Issuer, actor: Actor) {
    return settled(() => {
      this.#parts.organisations.addIssuer(issuer, actor);
    });
  }

  addKey(key: NewApiKey, actor: Actor) {
    return settled(() => this.#parts.organisations.addKey(key, actor));
  }

  findKey(secret: string): Promise<ApiKey | null> {
    return settled(() => this.#parts.organisations.findKey(secret));
  }

  keys(issuer?: string): Promise<readonly ApiKey[]> {
    return settled(() => this.#parts.organisations.keys(issuer));
  }

  revokeKey(id: string, issuer: string, actor: Actor) {
    return settled(() => this.#parts.organisations.revokeKey(id, issuer, actor));
  }

  hasPeople() {
    return settled(() => this.#parts.people.exist());
  }

  people(issuer?: string) {
    return settled(() => this.#parts.people.list(issuer));
  }

  personByLogin(login: string) {
    return settled(() => this.#parts.people.byLogin(login));
  }

  personByOpenid(subject: string) {
    return settled(() => this.#parts.people.byOpenid(subject));
  }

  addPerson(person: NewPerson, actor: Actor) {
    return settled(() => this.#parts.people.add(person, actor));
  }

  addFirstPerson(person: NewPerson, actor: Actor) {
    return settled(() => this.#parts.people.addFirst(person, actor));
  }

  setPassword(person: string, passwordHash: string, actor: Actor) {
    return settled(() => {
      this.#parts.people.setPassword(person, passwordHash, actor);
    });
  }

  changeScopes(person: string, scopes: readonly Scope[], actor: Actor) {
    return settled(() => {
      this.#parts.people.changeScopes(person, scopes, actor);
    });
  }

  disablePerson(person: string, actor: Actor) {
    return settled(() => this.#parts.people.disable(person, actor));
  }

  enablePerson(person: string, actor: Actor) {
    return settled(() => this.#parts.people.enable(person, actor));
  }

  openSession(person: string) {
    return settled(() => this.#parts.sessions.open(person));
  }

  session(token: string) {
    return settled(() => this.#parts.sessions.signedIn(token));
  }

  closeSession(token: string) {
    return settled(() => this.#parts.sessions.close(token));
  }

  noteFailedSignIn(attempt: FailedSignIn) {
    return settled(() => {
      this.#parts.people.noteFailedSignIn(attempt);
    });
  }

  savedDrafts(owner: DraftOwner) {
    return settled(() => this.#parts.savedDrafts.list(owner));
  }

  savedDraft(id: string, owner: DraftOwner) {
    return settled(() => this.#parts.savedDrafts.find(id, owner));
  }

  saveDraft(draft: DraftToSave) {
    return settled(() => this.#parts.savedDrafts.save(draft));
  }

  deleteDraft(id: string, owner: DraftOwner, seen: SeenVersion | null) {
    return settled(() => this.#parts.savedDrafts.delete(id, owner, seen));
  }

  purgeDrafts(issuer: string, savedBefore: string, actor: Actor) {
    return settled(() => this.#parts.savedDrafts.purge(issuer, savedBefore, actor));
  }

  begin(request: IssueRequest): Promise<BeginOutcome> {
    return settled(() => this.#parts.reservations.begin(request));
  }

  complete(reservation: Reservation, completion: Completion): Promise<DocumentRecord> {
    return this.#parts.issuing.complete(reservation, completion);
  }

  release(reservation: Reservation) {
    return settled(() => {
      this.#parts.reservations.release(reservation);
    });
  }

  document(id: string, issuer: string) {
    return settled(() => this.#parts.documents.ofIssuer(id, issuer));
  }

  byCode(id: string) {
    return settled(() => this.#parts.documents.byId(id));
  }

  byNumberAndShortCode(number: string, shortCode: string) {
    return settled(() => this.#parts.documents.byNumberAndShortCode(number, shortCode));
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return settled(() => searchDocuments(this.#parts.database, this.#parts.documents, query));
  }

  payload(id: string): Promise<Payload | null> {
    return settled(() => this.#parts.documents.payload(id));
  }

  trees(id: string) {
    return readTrees(this.#parts.database, id);
  }

  changeStatus(request: StatusChangeRequest): Promise<StatusChangeOutcome> {
    return settled(() => this.#parts.statuses.change(request));
  }

  statusList(issuer: string, at: Date) {
    return settled(() => this.#parts.statuses.listed(issuer, at));
  }

  files(id: string): Promise<readonly FileEntry[]> {
    return settled(() => this.#parts.files.list(id));
  }

  file(id: string, name: string, revision?: number) {
    return this.#parts.files.read(id, name, revision);
  }

  addFile(id: string, file: NamedBytes, revision: number, actor: Actor) {
    return this.#parts.files.add(id, file, revision, actor);
  }

  fileOfContent(sha256: string) {
    return settled(() => this.#parts.files.ofContent(sha256));
  }

  prepareSignature(request: PrepareRequest) {
    return this.#parts.preparations.add(request);
  }

  claimedPreparation(claim: IdempotencyClaim) {
    return settled(() => this.#parts.preparations.claimed(claim));
  }

  preparation(id: string, document: string) {
    return settled(() => this.#parts.preparations.find(id, document));
  }

  openPreparation(document: string, file: string) {
    return settled(() => this.#parts.preparations.open(document, file));
  }

  preparedFile(id: string) {
    return this.#parts.preparations.content(id);
  }

  returnPreparation(request: ReturnRequest) {
    return settled(() => this.#parts.preparations.giveBack(request));
  }

  completeSignature(completion: SignatureCompletion) {
    return this.#parts.signatures.complete(completion);
  }

  signatures(document: string) {
    return settled(() => this.#parts.signatures.list(document));
  }

  signatureCms(id: string, document: string) {
    return this.#parts.signatures.cms(id, document);
  }

  audit(after: number, limit: number): Promise<readonly AuditEntry[]> {
    return settled(() => this.#parts.audit.entries(after, limit));
  }

  verifyAudit(): Promise<AuditVerdict> {
    return this.#parts.audit.verify();
  }

  noteSigningKey({ issuer, kid, change }: SigningKeyChange, actor: Actor) {
    const { database, audit } = this.#parts;
    return settled(() => {
      database.transaction(() => {
        audit.append({ actor, action: `signing-key-${change}`, issuer, subject: String(kid), details: {} });
      });
    });
  }

  purge(id: string, issuer: string, reason: string, actor: Actor): Promise<DocumentRecord> {
    const { database, documents, audit, clock, files, signatures, contents } = this.#parts;
    return settled(() => {
      // Before: a preparation forgets its content when it ends.
      const hashes = [...files.list(id).map(({ sha256 }) => sha256), ...signatures.contentHashes(id)];
      const record = purgeDocument(database, documents, audit, clock, { id, issuer, reason, actor });
      contents.discard(hashes);
      return record;
    });
  }

  backup(folder: string, keysFolder: string | null): Promise<BackupReport> {
    const { dataFolder, database, clock } = this.#parts;
    return backUp({ dataFolder, database, keysFolder }, folder, clock);
  }

  close() {
    return settled(() => {
      this.#parts.owners.close();
      this.#parts.database.close();
    });
  }
}

/** Synchronous work behind the asynchronous port: what it throws becomes a rejection. */
function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
