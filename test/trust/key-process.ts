/** A process of its own that shares a folder of keys; it waits for a line before it begins. */
import { once } from 'node:events';
import { readSync } from 'node:fs';
import { whileLocked } from '../../src/trust/keys/folder-lock.ts';
import { KeyStore } from '../../src/trust/keys/key-store.ts';

const [work, folder = '', issuer = ''] = process.argv.slice(2);

if (work === 'hold') {
  whileLocked(folder, () => {
    console.log('held');
    // Nothing is ever written to it: the lock is held until the process is killed.
    readSync(0, Buffer.alloc(1));
  });
} else {
  console.log('ready');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  const store = KeyStore.open(folder);
  const first = store.current('shared').kid;
  const own = Array.from({ length: 10 }, () => store.rotate(issuer).kid);
  console.log(JSON.stringify({ first, own }));
}
