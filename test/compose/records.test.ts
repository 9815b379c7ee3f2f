import { expect, test } from 'vitest';
import { Composer } from '../../src/compose/composer.ts';
import { documentFields } from '../../src/compose/fields.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { changed, exampleOf, without } from '../http/payloads.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);

/** What is printed of records: path within the record, and text; numbers of rows apart. */
function printedOf(id: string, source: string, records: readonly JsonObject[]) {
  const { document } = composer.compose(catalogue.get(id), { languages: ['ru'], payload: { [source]: records } });
  const fields = documentFields(document).map((field) => ({
    ofRecord: field.path.startsWith(`${source}.`),
    path: field.path.replace(new RegExp(`^${source}\\.\\d+\\.`), ''),
    text: field.kind === 'field' ? field.text : String(field.checked),
  }));
  return {
    numbers: fields.filter(({ path }) => path === 'rowNumber').map(({ text }) => text),
    values: fields.filter(({ path }) => path !== 'rowNumber'),
  };
}

function recordsOf(example: JsonObject, source: string): JsonObject[] {
  const records = example[source];
  return isJsonArray(records) ? records.filter(isJsonObject) : [];
}

const registry = recordsOf(await exampleOf('domestic-producers-registry'), 'producers');
const [producer = {}] = registry;
const goods = isJsonArray(producer['goods']) ? producer['goods'] : [];
const experts = recordsOf(await exampleOf('expert-list'), 'associations');
const [association = {}] = experts;

test.each([
  {
    id: 'domestic-producers-registry',
    source: 'producers',
    records: [
      ...registry,
      without(producer, 'conformityDocument'),
      changed(producer, { goods: [...goods, ...goods] }),
      without(producer, 'license'),
      changed(producer, { certificateNumber: '№ 7', goods: goods.slice(0, 1) }),
      {},
      ...registry,
    ],
  },
  {
    id: 'expert-list',
    source: 'associations',
    records: [...experts, {}, without(association, 'experts'), changed(association, { experts: [{}] }), ...experts],
  },
])('records of $id print what each prints alone, whatever went before', ({ id, source, records }) => {
  expect(printedOf(id, source, records).values).toEqual(
    records.flatMap((record) => printedOf(id, source, [record]).values),
  );
});

/** They print some of their records in places of their own, the first ones or as many as the act counts. */
const withPlaces = ['goods of registry-inclusion-application', 'taxes of productivity-reimbursement-application'];
const everyTable = catalogue.all().flatMap(({ id, example }) =>
  Object.keys(example).flatMap((source) => {
    const records = recordsOf(example, source);
    return records.length === 0 || withPlaces.includes(`${source} of ${id}`)
      ? []
      : [{ id, source, records: [...records, {}, ...records.toReversed()] }];
  }),
);

// A form may print its records in several places, whatever else it says between them: their order is not compared.
test.each(everyTable)('$source of $id print what each prints alone', ({ id, source, records }) => {
  const valuesOf = (some: readonly JsonObject[]) =>
    printedOf(id, source, some).values.filter(({ ofRecord }) => ofRecord);
  const sorted = (values: readonly { path: string; text: string }[]) =>
    values.map(({ path, text }) => `${path}: ${text}`).toSorted();
  expect(sorted(valuesOf(records))).toEqual(sorted(records.flatMap((record) => valuesOf([record]))));
});

test('records of a register are numbered in their order', () => {
  const { numbers } = printedOf('domestic-producers-registry', 'producers', [...registry, ...registry]);
  expect(numbers).toEqual(Array.from({ length: registry.length * 2 }, (_, index) => String(index + 1)));
});
