/**
 * Where files are kept, by the SHA-256 of their bytes: a folder, or a store that nodes share. A content appears whole
 * and durable or not at all, and never changes.
 */
export interface Contents {
  /**
   * Makes contents durable, then records them. What no record refers to when that is over is removed again.
   *
   * @param record is given the hashes (hexadecimal), in order
   * @param refersToAll whether a record certainly refers to all of them, so that nobody has to look
   */
  keep<Result>(
    contents: readonly Uint8Array[],
    record: (hashes: readonly string[]) => Promise<Result>,
    refersToAll?: (result: Result) => boolean,
  ): Promise<Result>;
  /** @throws ContentDamagedError when it is missing or is another */
  read(sha256: string): Promise<Uint8Array>;
  /** Removes contents that neither a record nor a record in the making refers to. */
  discard(hashes: readonly string[]): Promise<void>;
  /** Removes what processes that died left behind before an instant. */
  sweep(before: Date): Promise<void>;
}

/** Those of some contents that a record refers to. */
export type ReferencedAmong = (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
