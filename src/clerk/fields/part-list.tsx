import { useWords } from '../words.ts';
import { FieldInput } from './field-input.tsx';
import { useFieldScope } from './field-scope.tsx';
import { FindingTexts } from './finding-texts.tsx';
import type { FormPart } from './form-parts.ts';
import { labelUnder } from './labels.ts';
import { RecordCards } from './record-cards.tsx';
import { useField } from './store-hooks.ts';

interface PartListProps {
  readonly parts: readonly FormPart[];
  /** Path of the group or row that they belong to, with indexes; empty for the form. */
  readonly within: string;
  /** Group or table whose label stands above them, without indexes; empty where there is none. */
  readonly under: string;
}

/** Fields, groups and tables one after the other, as the schema has them. */
export function PartList({ parts, within, under }: PartListProps) {
  return parts.map((part) => {
    const path = within === '' ? part.key : `${within}.${part.key}`;
    return <Part key={path} part={part} path={path} under={under} />;
  });
}

interface PartProps {
  readonly part: FormPart;
  readonly path: string;
  readonly under: string;
}

function Part({ part, path, under }: PartProps) {
  useWords();
  const { store } = useFieldScope().services;
  const label = labelUnder(store.form, under, part.pattern);
  if (part.kind === 'table') return <RecordCards part={part} path={path} label={label} />;
  if (part.kind === 'field') return <FieldInput path={path} label={label} />;
  return <Group part={part} path={path} under={under} label={label} />;
}

function Group({ part, path, under, label }: PartProps & { readonly label: string }) {
  const { services, prefix } = useFieldScope();
  const { findings } = useField(services.store, path, part.node);
  const [only, ...others] = part.parts;
  const id = `${prefix}-${path}`;
  // A heading over one field says the same thing twice.
  if (only?.kind === 'field' && others.length === 0) {
    return (
      <div class="alone" data-field={path}>
        <PartList parts={part.parts} within={path} under={under} />
        <FindingTexts id={`${id}-error`} findings={findings} />
      </div>
    );
  }
  return (
    <fieldset
      class="field-group"
      data-field={path}
      aria-describedby={findings.length === 0 ? undefined : `${id}-error`}
    >
      <legend>{label}</legend>
      <FindingTexts id={`${id}-error`} findings={findings} />
      <div class="fields">
        <PartList parts={part.parts} within={path} under={part.pattern} />
      </div>
    </fieldset>
  );
}
