import { setTimeout as pause } from 'node:timers/promises';

/** Sends requests at a steady pace whether or not the ones before were answered, and waits for all answers. */
export async function keepComing<Answer>(
  ask: () => Promise<Answer>,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<readonly Answer[]> {
  const asked: Promise<Answer>[] = [];
  const start = performance.now();
  const count = Math.round(rate * seconds);
  while (asked.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - start) / 1000) * rate) + 1);
    while (asked.length < due) asked.push(ask());
    await pause(2);
  }
  return Promise.all(asked);
}
