import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { almatyDay } from '../almaty.ts';
import { instantText } from '../instant.ts';
import type { SigningKey } from './key.ts';
import { KeyError } from './key-error.ts';
import { KeyFolder } from './key-folder.ts';
import { currentKey, type KeyList, type KeyRecord, publishedKey, withKey } from './key-list.ts';
import { privateKeyOf, publicPart } from './private-key.ts';
import { type PublishedKeys, type VerificationKeys, readPublishedKeys } from './published.ts';

/**
 * The signing keys of all issuers of an installation. Every answer is as fresh as the folder: what another process
 * changed counts at once. Calls are synchronous; only those that make or change a key write.
 */
export class KeyStore {
  readonly #folder: KeyFolder;
  readonly #now: () => Date;
  readonly #signing = new Map<string, SigningKey>();
  #verification: { readonly list: KeyList; readonly keys: VerificationKeys } | null = null;

  /**
   * Opens a folder of keys, made when it is not there.
   *
   * @throws KeyError `list-missing` when there are private keys whose list is gone
   */
  static open(folder: string, now: () => Date = () => new Date()): KeyStore {
    return new KeyStore(new KeyFolder(folder), now);
  }

  private constructor(folder: KeyFolder, now: () => Date) {
    this.#folder = folder;
    this.#now = now;
  }

  /**
   * The key that signs for an issuer now; an issuer's first is made on first use.
   *
   * @throws KeyError `no-current-key` when all were retired; `key-file-…` when its private part cannot be used
   */
  current(issuer: string): SigningKey {
    const record = this.#currentRecord(issuer) ?? this.#firstKey(issuer);
    const known = this.#signing.get(record.publicKey);
    if (known !== undefined) return known;
    const privateKey = this.#folder.privateKey(record);
    const key = { kid: record.kid, issuer, firstDay: almatyDay(new Date(record.validFrom)), privateKey };
    this.#signing.set(record.publicKey, key);
    return key;
  }

  /** A new key for an issuer; the one before it is retired at the same instant. */
  rotate(issuer: string): KeyRecord {
    return this.#add(issuer, () => generateKeyPairSync('ed25519').privateKey);
  }

  /**
   * Brings a key made elsewhere (PKCS#8 PEM) into use, as `rotate` does. A key that the issuer already has is left as
   * it is, retired or not, so that a service may import the same file at every start.
   *
   * @throws KeyError `not-ed25519`; `key-of-another-issuer`
   */
  importKey(issuer: string, pem: string): KeyRecord {
    const privateKey = privateKeyOf(pem);
    const publicKey = publicPart(privateKey);
    return this.#add(issuer, (list) => {
      const known = list.keys.find((key) => key.publicKey === publicKey);
      if (known === undefined) return privateKey;
      if (known.issuer === issuer) return known;
      throw new KeyError('key-of-another-issuer', `The key is already number ${known.kid}, of ${known.issuer}.`);
    });
  }

  /** Takes a key out of use: what it signed stays genuine. @throws KeyError `kid-unknown` */
  retire(kid: number): KeyRecord {
    return this.#changeKey(kid, (key) => ({ ...key, retiredAt: key.retiredAt ?? instantText(this.#now()) }));
  }

  /**
   * Takes a key out of use that others may have had since an instant: codes of that day in Almaty and later are
   * forged. Said again, the last instant counts.
   *
   * @throws KeyError `kid-unknown`
   */
  markCompromised(kid: number, from: Date): KeyRecord {
    const compromisedFrom = instantText(from);
    const retiredAt = instantText(this.#now());
    return this.#changeKey(kid, (key) => ({ ...key, retiredAt: key.retiredAt ?? retiredAt, compromisedFrom }));
  }

  /** All keys that ever were, without private parts. */
  list(): readonly KeyRecord[] {
    return this.#folder.list().keys;
  }

  /** The JSON of /.well-known/nysan-keys.json. */
  publicKeys(): PublishedKeys {
    return { keys: this.list().map(publishedKey) };
  }

  /** The same keys, ready to check with. */
  verificationKeys(): VerificationKeys {
    const list = this.#folder.list();
    if (this.#verification?.list !== list) {
      this.#verification = { list, keys: readPublishedKeys(this.publicKeys()) };
    }
    return this.#verification.keys;
  }

  #currentRecord(issuer: string): KeyRecord | undefined {
    const list = this.#folder.list();
    const current = currentKey(list, issuer);
    if (current !== undefined || list.keys.every((key) => key.issuer !== issuer)) return current;
    throw new KeyError('no-current-key', `All keys of ${issuer} are retired: rotate makes a new one.`);
  }

  #firstKey(issuer: string): KeyRecord {
    // Another process may have been faster: its key is then the first, and this one's too.
    return this.#add(issuer, () => this.#currentRecord(issuer) ?? generateKeyPairSync('ed25519').privateKey);
  }

  /** Adds the private key that `choose` gives and retires the one before; a record it gives is left as it is. */
  #add(issuer: string, choose: (list: KeyList) => KeyObject | KeyRecord): KeyRecord {
    return this.#folder.change((list) => {
      const chosen = choose(list);
      if ('kid' in chosen) return [list, chosen];
      const instant = instantText(this.#now());
      const record: KeyRecord = {
        kid: this.#folder.addPrivateKey(list, chosen),
        issuer,
        publicKey: publicPart(chosen),
        createdAt: instant,
        validFrom: instant,
        retiredAt: null,
        compromisedFrom: null,
      };
      const before = currentKey(list, issuer);
      const others = before === undefined ? list : withKey(list, { ...before, retiredAt: instant });
      return [{ lastKid: record.kid, keys: [...others.keys, record] }, record];
    });
  }

  #changeKey(kid: number, change: (key: KeyRecord) => KeyRecord): KeyRecord {
    return this.#folder.change((list) => {
      const key = list.keys.find((candidate) => candidate.kid === kid);
      if (key === undefined) throw new KeyError('kid-unknown', `There is no key ${kid}.`);
      const changed = change(key);
      return [withKey(list, changed), changed];
    });
  }
}
