/** Rows of one batch. */
export const rowLimit = 50_000;
/** Bytes of the body that a batch comes in: fifty thousand rows of some five kilobytes. */
export const batchBytes = 256 * 1024 * 1024;
/** Characters of one row: a form is a few kilobytes. */
export const rowLength = 1024 * 1024;
/** Errors that are kept of a row: whoever corrects more sends it again and sees the rest. */
export const errorsOfRow = 50;
