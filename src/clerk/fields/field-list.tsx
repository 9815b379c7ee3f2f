import { useWords } from '../words.ts';
import type { EditorServices } from '../services.ts';
import { DerivedValues } from './derived-values.tsx';
import { FieldScopeContext } from './field-scope.tsx';
import { partsOf } from './form-parts.ts';
import { PartList } from './part-list.tsx';

/** The whole form as a list of fields: for phones, and for whoever prefers it to the paper. */
export function FieldList({ services }: { readonly services: EditorServices }) {
  const say = useWords();
  const { form } = services.store;
  return (
    <FieldScopeContext.Provider value={{ services, prefix: 'list' }}>
      <div class="field-list">
        <p class="help">{say('fields.neededNote')}</p>
        <div class="fields">
          <PartList parts={partsOf(form)} within="" under="" />
        </div>
        <DerivedValues store={services.store} isShown={() => true} />
      </div>
    </FieldScopeContext.Provider>
  );
}
