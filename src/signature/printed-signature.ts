import type { Language } from '../compose/document.ts';
import type { Locales } from '../compose/locales.ts';
import { dateShort } from '../forms/words/date.ts';
import { hiddenIin } from '../issuing/public-facts.ts';
import type { AnnouncedSigner } from '../registry/signatures.ts';
import { almatyDay, almatyTime } from '../trust/almaty.ts';

/** The lines that a signature shows on paper: who signs, as what, by which number, when (Almaty). */
export function printedSignature(
  { name, position, iin, bin }: AnnouncedSigner,
  signedAt: Date,
  language: Language,
  locales: Locales,
): string[] {
  const say = (key: string, values: Readonly<Record<string, string>>) =>
    locales.say(language, 'signature', `printed.${key}`, values);
  const numbers = [
    ...(iin === null ? [] : [say('iin', { number: hiddenIin(iin) })]),
    ...(bin === null ? [] : [say('bin', { number: bin })]),
  ];
  return [
    name,
    ...(position === null ? [] : [position]),
    numbers.join(', '),
    say('signedAt', { time: `${dateShort(almatyDay(signedAt))} ${almatyTime(signedAt)}` }),
  ];
}
