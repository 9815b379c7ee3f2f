/** A process that uses the registry of a folder, or of a database, and is killed at a given moment, or issues documents until it is. */
import { openRegistry } from '../../src/registry/open-registry.ts';
import { begun, claim, completion, issued } from './samples.ts';
import { completionOf, prepared, prepareRequest, signed, verified } from './signature-samples.ts';

const [dataFolder = '', moment = '', count = '0', databaseUrl = '', lease = '30'] = process.argv.slice(2);
const registry = await openRegistry({
  dataFolder,
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  leaseSeconds: Number(lease),
});

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

if (moment === 'after-prepare') {
  const record = await issued(registry);
  const { id } = await prepared(registry, record);
  process.send?.([record.id, id], () => die());
}

if (moment === 'while-preparing') {
  const record = await issued(registry);
  const request = prepareRequest(record);
  const deadly = {
    ...request,
    preparation: {
      ...request.preparation,
      // Read within the transaction, after the file was written.
      get expiresAt(): string {
        return die();
      },
    },
  };
  process.send?.([record.id, request.preparation.id], () => void registry.prepareSignature(deadly));
}

if (moment === 'while-signing') {
  const record = await issued(registry);
  const preparation = await prepared(registry, record);
  const deadly = {
    ...completionOf(record, preparation),
    findings: {
      ...verified,
      // Read within the transaction, after CMS and revision were written and the revision was recorded.
      get status(): 'verified' {
        return die();
      },
    },
  };
  process.send?.([record.id, preparation.id], () => void registry.completeSignature(deadly));
}

if (moment === 'after-sign') {
  const record = await issued(registry);
  const { id } = await signed(registry, record);
  process.send?.([record.id, id], () => die());
}

if (moment === 'signing-for-ever') {
  const record = await issued(registry);
  for (let baseRevision = 1; ; baseRevision += 1) {
    const { id } = await signed(registry, record, { baseRevision, place: `member.${baseRevision}` });
    process.send?.([record.id, id]);
  }
}
