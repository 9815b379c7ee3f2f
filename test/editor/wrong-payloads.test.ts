import { describe, expect, it } from 'vitest';
import { Composer } from '../../src/compose/composer.ts';
import { conditionStands } from '../../src/compose/conditions.ts';
import { paperToFill } from '../../src/drafts/paper.ts';
import { printablePayload } from '../../src/drafts/preview.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { languagesOf } from '../../src/forms/definition.ts';
import { Validator } from '../../src/forms/validation.ts';
import { documentBody } from '../../src/render/html/body.ts';
import { withManyRecords, wrongPayloads } from './wrong-payloads.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const validator = new Validator();

describe.each(catalogue.all().map((form) => ({ id: form.id, form })))('a wrong payload of $id', ({ form }) => {
  const languages = languagesOf(form);

  it('has a paper like any other, and the paper stands', () => {
    for (const payload of [...wrongPayloads(form.example), withManyRecords(form.example)]) {
      const { html, conditions } = paperToFill(composer, form, form.about.officialLanguage, payload);
      expect(html).toContain('<article');
      expect(conditions.every((condition) => conditionStands(condition, payload))).toBe(true);
    }
  });

  it('prints what is right in it', () => {
    for (const payload of wrongPayloads(form.example)) {
      const printable = printablePayload(validator, form, payload, languages);
      const { errors } = validator.validate(form, printable, { languages, incomplete: true });
      expect(errors.filter(({ code }) => !code.startsWith('rule-'))).toEqual([]);
      const { document } = composer.compose(form, { languages, payload: printable });
      expect(documentBody(document, { fillable: false })).toContain('<article');
    }
  });

  it('prints the whole of the example', () => {
    const { payload } = validator.validate(form, form.example, { languages, incomplete: false });
    expect(printablePayload(validator, form, form.example, languages)).toEqual(payload);
  });
});
