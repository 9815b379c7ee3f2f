import { RegistryUnavailableError } from '../../errors.ts';

/** The store of files does not answer, or refuses its own service: what was asked may be asked again. */
export class FileStoreUnavailableError extends RegistryUnavailableError {}
