import { sourcesOf } from '../../authoring/declared-paths.ts';
import { valueAt } from '../../forms/json.ts';
import { conditionsHold } from '../../forms/limits.ts';
import { placesOf } from '../../forms/rows.ts';
import type { Derivation } from '../../forms/declarations.ts';
import { labelOf } from '../findings/sentence.ts';
import type { FormStore } from '../state/form-store.ts';
import { useWords } from '../words.ts';
import { shownText } from './shown-text.ts';
import { useStore } from '../shell/use-store.ts';

interface DerivedValuesProps {
  readonly store: FormStore;
  /** Whether the value of a field stands somewhere else already; path without indexes. */
  readonly isShown: (pattern: string) => boolean;
}

/** So many are told of a long register; the others stand in its rows. */
const mostShown = 20;

/** What follows from the form and is seen nowhere on it, with what it follows from: terms, for example. */
export function DerivedValues({ store, isShown }: DerivedValuesProps) {
  const say = useWords();
  useStore(store, ({ kind }) => kind === 'checked' || kind === 'language');
  const { form, derived } = store;
  const values = form.about.derived
    .filter(({ field }) => isUnseen(store, field.replaceAll('[]', ''), isShown))
    .flatMap((derivation) => placesOf(derived, derivation.field).map((place) => ({ derivation, place })))
    .filter(
      ({ derivation: { given = [] }, place }) => store.isDerived(place.path) && conditionsHold(given, derived, place),
    )
    .slice(0, mostShown);
  if (values.length === 0) return null;
  return (
    <section class="derived-values" aria-label={say('fields.derivedTitle')}>
      <h2>{say('fields.derivedTitle')}</h2>
      <dl class="facts">
        {values.map(({ derivation, place: { path } }) => (
          <div key={path}>
            <dt>{labelOf(form, path)}</dt>
            <dd>
              <output>{shownText(form, path, valueAt(derived, path), store.language)}</output>
              <span class="help">{reasonOf(derivation)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );

  function reasonOf(derivation: Derivation): string {
    const of = sourcesOf({ ...derivation, given: [] })
      .map((source) => `«${labelOf(form, source.replaceAll('[]', ''))}»`)
      .join(', ');
    switch (derivation.kind) {
      case 'addMonths':
        return say(`fields.reason.${derivation.months < 0 ? 'monthsBefore' : 'months'}`, {
          months: Math.abs(derivation.months),
          of,
        });
      case 'addWorkingDays':
        return say('fields.reason.workingDays', { days: derivation.days, of });
      default:
        return say('fields.reason.other', { of });
    }
  }
}

function isUnseen({ form }: FormStore, pattern: string, isShown: (pattern: string) => boolean): boolean {
  return form.schema.nodeAt(pattern) === undefined || !isShown(pattern);
}
