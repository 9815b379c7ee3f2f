/** Names within the data folder. */
export const databaseName = 'registry.sqlite';
export const contentsName = 'files';
export const ownersName = 'owners';
export const keysName = 'keys';
/** Within a backup: what was copied. */
export const manifestName = 'backup.json';
