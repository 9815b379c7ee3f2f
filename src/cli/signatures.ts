import { signatureView } from '../signature/signature-view.ts';
import { withRegistry } from './records.ts';
import { onlyWord, readWords } from './usage.ts';

/** Who signed a document, as JSON on standard output. */
export function listSignatures(words: readonly string[]): Promise<number> {
  const id = onlyWord(readWords(words, {}).positionals, 'ID');
  return withRegistry(async (registry) => {
    if ((await registry.byCode(id)) === null) {
      process.stderr.write(`no document ${id}\n`);
      return 1;
    }
    const signatures = (await registry.signatures(id)).map(signatureView);
    process.stdout.write(`${JSON.stringify({ signatures }, null, 2)}\n`);
    return 0;
  });
}
