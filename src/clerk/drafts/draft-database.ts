import type { Draft } from './draft.ts';

/** The browser does not keep drafts: private mode, no room, or forbidden by its owner. */
export class StorageRefusedError extends Error {
  override readonly name = 'StorageRefusedError';
}

const databaseName = 'nysan-drafts';
const storeName = 'drafts';

let opening: Promise<IDBDatabase> | null = null;
let opened: IDBDatabase | null = null;

/** All drafts that this browser keeps, of whoever used it. @throws StorageRefusedError */
export function allDrafts(): Promise<readonly Draft[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<Draft[]>);
}

/** @throws StorageRefusedError */
export function draftById(id: string): Promise<Draft | undefined> {
  return inStore('readonly', (store) => store.get(id) as IDBRequest<Draft | undefined>);
}

/**
 * Changes one draft; nobody else changes it in between, in whichever window. Undefined removes it.
 *
 * @returns the draft as it is kept now
 * @throws StorageRefusedError
 */
export function changeDraft(
  id: string,
  change: (kept: Draft | undefined) => Draft | undefined,
): Promise<Draft | undefined> {
  return inDatabase(
    (database) =>
      new Promise((resolve, reject) => {
        let changed: Draft | undefined;
        const transaction = begun(database, 'readwrite', reject, () => {
          resolve(changed);
        });
        const store = transaction.objectStore(storeName);
        const request = store.get(id) as IDBRequest<Draft | undefined>;
        request.onsuccess = () => {
          changed = change(request.result);
          if (changed === undefined) store.delete(id);
          else if (changed !== request.result) store.put(changed);
        };
      }),
  );
}

/**
 * Keeps a draft over whatever is kept, without a look at it first: for a page that is being closed, which is not told
 * any more how it went. Nothing happens when the database is not open.
 */
export function leaveDraft(draft: Draft): void {
  if (opened === null) return;
  const transaction = opened.transaction(storeName, 'readwrite', { durability: 'strict' });
  transaction.objectStore(storeName).put(draft);
  transaction.commit();
}

function inStore<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return inDatabase(
    (database) =>
      new Promise((resolve, reject) => {
        const transaction = begun(database, mode, reject, () => {
          resolve(request.result);
        });
        const request = use(transaction.objectStore(storeName));
      }),
  );
}

function begun(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  onFailure: (cause: StorageRefusedError) => void,
  onComplete: () => void,
): IDBTransaction {
  // On the disk before it counts as saved: a draft outlives the loss of power.
  const transaction = database.transaction(storeName, mode, { durability: 'strict' });
  transaction.oncomplete = onComplete;
  transaction.onabort = () => {
    onFailure(new StorageRefusedError('a draft was not kept', { cause: transaction.error }));
  };
  return transaction;
}

/** At once when the database is open: a page that is being closed has no time to wait. */
async function inDatabase<Result>(use: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
  try {
    return await use(opened ?? (await openDatabase()));
  } catch (cause) {
    if (cause instanceof StorageRefusedError) throw cause;
    throw new StorageRefusedError('drafts cannot be kept', { cause });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(storeName, { keyPath: 'id' });
    };
    request.onsuccess = () => {
      opened = request.result;
      opened.onversionchange = closeDatabase;
      opened.onclose = closeDatabase;
      resolve(opened);
    };
    request.onerror = () => {
      opening = null;
      reject(new StorageRefusedError('drafts cannot be kept', { cause: request.error }));
    };
  });
  return opening;
}

/** A later version of the page wants the database for itself, or the browser took it away. */
function closeDatabase(): void {
  opened?.close();
  opened = null;
  opening = null;
}
