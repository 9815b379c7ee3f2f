import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type Json } from '../../src/forms/json.ts';
import { readJson } from '../../src/forms/catalogue.ts';
import { projectPath } from '../../src/project.ts';
import { ask } from '../support/ask.ts';

const dashboard = readJson(projectPath('src', 'observe', 'grafana-dashboard.json'));

/** Every query of every panel. */
function queries(value: Json): string[] {
  if (isJsonArray(value)) return value.flatMap(queries);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'expr' && typeof member === 'string' ? [member] : queries(member),
  );
}

async function exported(): Promise<Set<string>> {
  const text = await (await ask('/metrics')).text();
  const named = [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)];
  return new Set(
    named.flatMap(([, name = '', kind]) => (kind === 'histogram' ? [name, `${name}_bucket`, `${name}_count`] : [name])),
  );
}

test('the dashboard asks for metrics that the service has', async () => {
  const known = await exported();
  const asked = queries(dashboard).flatMap((query) => [...query.matchAll(/nysan_\w+/g)].map(([name]) => name));
  expect(asked.length).toBeGreaterThan(15);
  expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([]);
});

test('no two panels lie over each other, and each has a number of its own', () => {
  const panels = dashboard['panels'];
  if (!isJsonArray(panels)) throw new Error('the dashboard has no panels');
  const cells = panels.filter(isJsonObject).flatMap(({ gridPos }) => {
    const { x, y, w, h } = gridPos as Record<'x' | 'y' | 'w' | 'h', number>;
    return Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.filter(isJsonObject).map(({ id }) => id)).size).toBe(panels.length);
});

test('the operations page tells of every setting that the containers use, and of no metric that there is not', async () => {
  const page = readFileSync(projectPath('src', 'observe', 'operations.md'), 'utf8');
  const readme = readFileSync(projectPath('README.md'), 'utf8');
  const known = await exported();
  const told = [...page.matchAll(/`(nysan_\w+)/g)].map(([, name = '']) => name);
  expect(told.filter((name) => !known.has(name))).toEqual([]);
  const used = ['compose.yaml', 'Dockerfile'].flatMap((file) => [
    ...readFileSync(projectPath(file), 'utf8').matchAll(/\b(NYSAN_[A-Z_]+|DATABASE_URL)(?:_FILE)?(?:=|: )/g),
  ]);
  const names = new Set(used.map(([, name = '']) => name.replace(/_FILE$/, '')));
  // The name of the host is the balancer's.
  names.delete('NYSAN_HOST_NAME');
  const documented = (name: string) =>
    readme.includes(`\`${name}\``) ||
    readme.includes(`\`${name.replace(/^NYSAN_ISSUER_/, '_').replace(/^NYSAN_S3_/, '_')}\``);
  expect([...names].filter((name) => !documented(name))).toEqual([]);
});

test('what the image is made of is there', () => {
  const lines = readFileSync(projectPath('Dockerfile'), 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm);
  const sources = [...lines].flatMap(([, words = '']) => words.split(' '));
  expect(sources.length).toBeGreaterThan(6);
  for (const source of sources) expect(() => readFileSync(projectPath(source, '.')), source).toThrow(/EISDIR|ENOTDIR/);
});
