import type { Language } from '../../compose/document.ts';
import { type Format, formats } from '../../render/formats.ts';
import { pageData } from '../page-data.ts';
import { useWords } from '../words.ts';
import type { BatchForm, Purpose } from './data.ts';

/** Languages that documents are made in. */
export type Edition = Language | 'both';

interface OrderChoicesProperties {
  readonly purpose: Purpose;
  readonly onPurpose: (purpose: Purpose) => void;
  /** None before a form is chosen. */
  readonly editions: readonly Edition[];
  readonly edition: Edition | undefined;
  readonly onEdition: (edition: Edition) => void;
  readonly format: Format;
  readonly onFormat: (format: Format) => void;
}

/** What is made of each row, in which languages and as which files. */
export function OrderChoices({
  purpose,
  onPurpose,
  editions,
  edition,
  onEdition,
  format,
  onFormat,
}: OrderChoicesProperties) {
  const say = useWords();
  return (
    <>
      <fieldset>
        <legend>{say('batches.purpose')}</legend>
        {purposes().map((one) => (
          <label key={one} class="choice purpose">
            <input
              type="radio"
              name="purpose"
              value={one}
              checked={one === purpose}
              onChange={() => {
                onPurpose(one);
              }}
            />
            <span>
              {say(`batches.purpose.${one}`)}
              <small class="help">{say(`batches.purpose.${one}.help`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {editions.length > 0 && (
        <div class="row loose how">
          <fieldset>
            <legend>{say('batches.languages')}</legend>
            <div class="row">
              {editions.map((one) => (
                <label key={one} class="choice">
                  <input
                    type="radio"
                    name="edition"
                    value={one}
                    checked={one === edition}
                    onChange={() => {
                      onEdition(one);
                    }}
                  />
                  {say(`batches.languages.${one}`)}
                </label>
              ))}
            </div>
          </fieldset>
          {purpose !== 'check' && (
            <div class="field">
              <label for="format">{say('batches.format')}</label>
              <select
                id="format"
                value={format}
                onChange={({ currentTarget }) => {
                  onFormat(formats.find((one) => one === currentTarget.value) ?? 'pdf');
                }}
              >
                {printed.map((one) => (
                  <option key={one} value={one}>
                    {one.toUpperCase()}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** Who asks for files of many rows prints or sends them. */
const printed = formats.filter((format) => format !== 'html');

/** What this person may have made; what most come for first. */
export function purposes(): readonly Purpose[] {
  const { scopes } = pageData;
  return (['issue', 'render', 'check'] as const).filter((one) => one === 'check' || scopes.includes(one));
}

export function editionsOf({ languages }: BatchForm): readonly Edition[] {
  return languages.length > 1 ? ['both', ...languages] : languages;
}

/** Languages in the order of the document: that of the act first. */
export function languagesOf(edition: Edition, { languages, officialLanguage }: BatchForm): readonly Language[] {
  if (edition !== 'both') return [edition];
  return [officialLanguage, ...languages.filter((language) => language !== officialLanguage)];
}
