import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** Figures that a law sets anew every year: schemas/yearly/<name>.json, read when the service starts. */
export function readYearly(name: string): JsonObject {
  const data: unknown = JSON.parse(readFileSync(projectPath('schemas', 'yearly', `${name}.json`), 'utf8'));
  if (!isJsonObject(data)) throw new Error(`schemas/yearly/${name}.json does not hold a JSON object`);
  return data;
}
