/**
 * What statements give that were asked without waiting for each other, once all of them are over. The first in their
 * order that failed tells why: it is the reason for whatever failed after it.
 */
export async function inOrder<const Works extends readonly Promise<unknown>[]>(
  works: Works,
): Promise<{ -readonly [At in keyof Works]: Awaited<Works[At]> }> {
  const outcomes = await Promise.allSettled(works);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return Promise.all(works);
}
