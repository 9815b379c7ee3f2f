/** The file carries a record already, or something in its place. */
export class AlreadySealedError extends Error {
  override readonly name = 'AlreadySealedError';
}
