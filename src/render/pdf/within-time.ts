import { RenderTimeoutError } from './errors.ts';

/** The outcome of `work`, or RenderTimeoutError when it takes longer; late outcomes, errors too, are ignored. */
export async function withinTime<Outcome>(work: Promise<Outcome>, limitMilliseconds: number): Promise<Outcome> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new RenderTimeoutError(limitMilliseconds));
  }, limitMilliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
