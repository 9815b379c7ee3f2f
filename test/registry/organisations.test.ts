import { expect, test } from 'vitest';
import { IssuerExistsError, IssuerUnknownError } from '../../src/registry/errors.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry } from './folders.ts';
import { storedIn } from './raw-database.ts';
import { actor, almaty, astana } from './samples.ts';

onEveryEngine(() => {
  test('issuers are found as they were added, and only once', async () => {
    const { registry } = await newRegistry();
    expect(await registry.issuers()).toEqual([almaty, astana]);
    expect(await registry.issuer('astana')).toEqual(astana);
    expect(await registry.issuer('nobody')).toBeNull();
    await expect(registry.addIssuer({ ...almaty, id: 'astana' }, actor)).rejects.toThrow(IssuerExistsError);
    expect(await registry.issuer('astana')).toEqual(astana);
  });

  test('a key is found by its secret, which is kept nowhere', async () => {
    const { registry, dataFolder } = await newRegistry();
    const { key, secret } = await registry.addKey(
      { issuer: 'astana', name: 'ERP', scopes: ['issue', 'render'] },
      actor,
    );
    expect(secret).toMatch(/^nysan_[0-9a-z]{8}_[\w-]{43}$/);
    expect(secret.slice(6, 14)).toBe(key.id);
    expect(await registry.findKey(secret)).toEqual(key);
    expect(key).toMatchObject({ issuer: 'astana', name: 'ERP', scopes: ['issue', 'render'], revokedAt: null });
    await registry.close();
    expect((await storedIn(dataFolder)).includes(secret.slice(15))).toBe(false);
  });

  test.each([
    ['of another secret', (secret: string) => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')],
    ['of another id', (secret: string) => `nysan_00000000${secret.slice(14)}`],
    ['cut short', (secret: string) => secret.slice(0, -1)],
    ['followed by more', (secret: string) => `${secret}A`],
    ['in upper case', (secret: string) => secret.toUpperCase()],
  ])('a key %s is no key', async (_, changed) => {
    const { registry } = await newRegistry();
    const { secret } = await registry.addKey({ issuer: 'astana', name: 'ERP', scopes: ['issue'] }, actor);
    expect(await registry.findKey(changed(secret))).toBeNull();
  });

  test('a revoked key is no key any more; only its own issuer revokes it, once', async () => {
    const { registry } = await newRegistry();
    const { key, secret } = await registry.addKey({ issuer: 'astana', name: 'ERP', scopes: ['issue'] }, actor);
    expect(await registry.revokeKey(key.id, 'almaty', actor)).toBe(false);
    expect(await registry.findKey(secret)).toEqual(key);
    expect(await registry.revokeKey(key.id, 'astana', actor)).toBe(true);
    expect(await registry.findKey(secret)).toBeNull();
    expect(await registry.revokeKey(key.id, 'astana', actor)).toBe(false);
    expect((await registry.keys('astana'))[0]?.revokedAt).not.toBeNull();
  });

  test('keys are listed by issuer', async () => {
    const { registry } = await newRegistry();
    const one = await registry.addKey({ issuer: 'astana', name: 'ERP', scopes: ['issue'] }, actor);
    const other = await registry.addKey({ issuer: 'almaty', name: 'CRM', scopes: ['admin'] }, actor);
    expect(await registry.keys('astana')).toEqual([one.key]);
    expect(await registry.keys('almaty')).toEqual([other.key]);
    expect(await registry.keys()).toHaveLength(2);
    const nobodys = registry.addKey({ issuer: 'nobody', name: 'x', scopes: [] }, actor);
    await expect(nobodys).rejects.toThrow(IssuerUnknownError);
  });
});
