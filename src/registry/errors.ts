import type { StatusConflict } from './status.ts';

/** The number belongs to another document of this issuer and form, issued or being issued. */
export class NumberTakenError extends Error {
  override readonly name = 'NumberTakenError';
  readonly number: string;

  constructor(number: string) {
    super(`the number ${number} is taken`);
    this.number = number;
  }
}

/** The series has no number left. */
export class SeriesFullError extends Error {
  override readonly name = 'SeriesFullError';
  readonly series: string;

  constructor(series: string) {
    super(`the series ${series} is full`);
    this.series = series;
  }
}

/** The reservation is not held any more: it was completed or released. */
export class ReservationLostError extends Error {
  override readonly name = 'ReservationLostError';
}

/** This issuer has no document of this id. */
export class DocumentNotFoundError extends Error {
  override readonly name = 'DocumentNotFoundError';
  readonly document: string;

  constructor(document: string) {
    super(`no document ${document}`);
    this.document = document;
  }
}

/** The document was purged: it takes no files any more. */
export class DocumentPurgedError extends Error {
  override readonly name = 'DocumentPurgedError';
}

/** The status change cannot follow on the present status. */
export class StatusConflictError extends Error {
  override readonly name = 'StatusConflictError';
  readonly conflict: StatusConflict;

  constructor(conflict: StatusConflict) {
    super(`the status does not allow the change: ${conflict}`);
    this.conflict = conflict;
  }
}

/** Another signature of the same file waits for its CMS. */
export class SigningInProgressError extends Error {
  override readonly name = 'SigningInProgressError';
  /** When it ends at the latest (ISO 8601, UTC). */
  readonly until: string;

  constructor(until: string) {
    super(`another signature of the file is in progress until ${until}`);
    this.until = until;
  }
}

/** The file has a later revision than the one that was to be signed. */
export class RevisionSupersededError extends Error {
  override readonly name = 'RevisionSupersededError';
}

/** The prepared signature takes no CMS any more. */
export class PreparationOverError extends Error {
  override readonly name = 'PreparationOverError';
}

export class IssuerExistsError extends Error {
  override readonly name = 'IssuerExistsError';
}

export class IssuerUnknownError extends Error {
  override readonly name = 'IssuerUnknownError';
}

/** Another person has the login. */
export class LoginTakenError extends Error {
  override readonly name = 'LoginTakenError';
}

/** Another person is this one to the OpenID Connect provider. */
export class OpenidSubjectTakenError extends Error {
  override readonly name = 'OpenidSubjectTakenError';
}

export class PersonUnknownError extends Error {
  override readonly name = 'PersonUnknownError';
}

/** The cursor of a search was not given out by one. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** What is kept under a hash is missing or has another hash. */
export class ContentDamagedError extends Error {
  override readonly name = 'ContentDamagedError';
  readonly sha256: string;

  constructor(sha256: string, options?: ErrorOptions) {
    super(`the content ${sha256} is missing or damaged`, options);
    this.sha256 = sha256;
  }
}

/** The database does not answer: what was asked may be asked again. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
}

/** The database was written by a later version of the service, or holds what this one never writes. */
export class DatabaseFormatError extends Error {
  override readonly name = 'DatabaseFormatError';
}

/** The registry is kept where the service makes no backups of its own. */
export class BackupUnsupportedError extends Error {
  override readonly name = 'BackupUnsupportedError';
}

/** A folder cannot take a backup or a restored registry: there is something in it. */
export class FolderTakenError extends Error {
  override readonly name = 'FolderTakenError';
}

/** A backup is not what was written: nothing is restored from it. */
export class BackupDamagedError extends Error {
  override readonly name = 'BackupDamagedError';
}
