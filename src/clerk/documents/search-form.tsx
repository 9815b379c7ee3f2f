import { documentStates } from '../../registry/status.ts';
import { titleInList } from '../../web/title-in-list.ts';
import { useWords } from '../words.ts';
import type { SearchData } from './data.ts';
import { inOwn, ownLanguage } from './in-own.ts';
import { noConditions, type SearchConditions } from './search-conditions.ts';

interface SearchFormProperties {
  readonly conditions: SearchConditions;
  readonly forms: SearchData['forms'];
  readonly onChange: (conditions: SearchConditions) => void;
  readonly onSubmit: (conditions: SearchConditions) => void;
}

/** What documents are found by. Choices search at once, what is typed on Enter. */
export function SearchForm({ conditions, forms, onChange, onSubmit }: SearchFormProperties) {
  const say = useWords();
  const isTyped = Object.values(conditions).some((text) => text !== '');

  const typed = (name: keyof SearchConditions) => (event: Event & { readonly currentTarget: HTMLInputElement }) => {
    onChange({ ...conditions, [name]: event.currentTarget.value });
  };
  const chosen = (name: keyof SearchConditions) => (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    onSubmit({ ...conditions, [name]: value });
  };

  return (
    <search>
      <form
        class="card search-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(conditions);
        }}
      >
        <div class="field">
          <label for="number">{say('documents.find.number')}</label>
          <input
            id="number"
            value={conditions.number}
            onInput={typed('number')}
            maxLength={200}
            autocomplete="off"
            placeholder={say('documents.find.number.help')}
          />
        </div>
        <div class="field">
          <label for="holder">{say('documents.find.holder')}</label>
          <input
            id="holder"
            value={conditions.holder}
            onInput={typed('holder')}
            maxLength={300}
            autocomplete="off"
            placeholder={say('documents.find.holder.help')}
          />
        </div>
        <div class="field form-of">
          <label for="form">{say('documents.find.form')}</label>
          <select id="form" value={conditions.form} onChange={chosen('form')}>
            <option value="">{say('documents.find.form.any')}</option>
            {forms.map(({ id, title }) => (
              <option key={id} value={id} lang={ownLanguage()}>
                {titleInList(inOwn(title))}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="state">{say('documents.find.state')}</label>
          <select id="state" value={conditions.state} onChange={chosen('state')}>
            <option value="">{say('documents.find.state.any')}</option>
            {documentStates.toReversed().map((state) => (
              <option key={state} value={state}>
                {say(`documents.state.${state}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="from">{say('documents.find.from')}</label>
          <input id="from" type="date" value={conditions.from} max={conditions.to} onChange={chosen('from')} />
        </div>
        <div class="field">
          <label for="to">{say('documents.find.to')}</label>
          <input id="to" type="date" value={conditions.to} min={conditions.from} onChange={chosen('to')} />
        </div>
        <div class="row buttons">
          <button class="primary">{say('documents.find.submit')}</button>
          {isTyped && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                onSubmit(noConditions);
              }}
            >
              {say('documents.find.reset')}
            </button>
          )}
        </div>
      </form>
    </search>
  );
}
