/** A process that uses the registry of a folder and is killed at a given moment, or issues documents until it is. */
import { openRegistry } from '../../src/registry/sqlite/open-registry.ts';
import { begun, claim, completion, issued } from './samples.ts';

const [dataFolder = '', moment = '', count = '0'] = process.argv.slice(2);
const registry = await openRegistry({ dataFolder });

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('a killed process does not come here');
}

if (moment === 'after-begin') {
  await begun(registry, { idempotency: claim });
  die();
}

if (moment === 'while-recording') {
  const whole = completion();
  const deadly = {
    ...whole,
    document: {
      ...whole.document,
      // Read within the transaction, after the files were written and the reservation was used.
      get fingerprint(): string {
        return die();
      },
    },
  };
  await registry.complete(await begun(registry, { idempotency: claim }), deadly);
}

if (moment === 'after-complete') {
  const record = await issued(registry, { request: { idempotency: claim } });
  process.send?.(record.id, () => die());
}

if (moment === 'issuing') {
  const records = await Promise.all(Array.from({ length: Number(count) }, () => issued(registry)));
  process.send?.(records.map(({ number }) => number));
  await registry.close();
}

if (moment === 'issuing-for-ever') {
  for (;;) process.send?.((await issued(registry)).id);
}
