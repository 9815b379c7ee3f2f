import { useRef, useState } from 'preact/hooks';
import { type Language, languages as bothLanguages } from '../../compose/document.ts';
import { isJsonObject, valueAt } from '../../forms/json.ts';
import { labelLanguage, sentenceOf } from '../findings/sentence.ts';
import { dayFigures } from '../moments.ts';
import { pageData } from '../page-data.ts';
import { ServerProblem } from '../server.ts';
import type { FormStore } from '../state/form-store.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { DialogHead, Fact } from './dialog-parts.tsx';
import { type Issued, issueDraft } from './issue-order.ts';
import { IssueResult } from './issue-result.tsx';
import { languageGaps, typedNumber } from './readiness.ts';
import { FieldLink, Refusal } from './refused.tsx';
import { troubleWords } from './trouble-words.ts';

type DialogProps = ActionProps & { readonly close: () => void };

/** What will be issued, shown before it is; then what was issued. */
export function IssueDialog(props: DialogProps) {
  const [issued, setIssued] = useState<Issued | null>(null);
  return issued === null ? <Confirmation {...props} done={setIssued} /> : <IssueResult {...props} issued={issued} />;
}

function Confirmation({ services, keeper, close, done }: DialogProps & { readonly done: (issued: Issued) => void }) {
  const say = useWords();
  const { store } = services;
  const { about, locales } = store.form;
  const { order, replaces } = keeper.draft;
  const own = labelLanguage();
  const [edition, setEdition] = useState<Language | 'both'>(store.language);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isSending = useRef(false);
  const gaps = languageGaps(store);
  const known = typedNumber(store);
  const chosen = edition === 'both' ? languagesFrom(store.language) : [edition];
  const warnings = store.findings.filter(
    ({ severity, error }) => severity === 'warning' && error.code !== 'language-missing',
  );
  const facts: readonly (readonly [string, string])[] = [
    ['form', locales[own].title],
    ['holder', holderOf(store, own)],
    ['validUntil', dayAt(store, 'validUntil')],
    ['presentBy', dayAt(store, 'presentBy')],
    ['issuer', pageData.issuer.name[own]],
    ['person', pageData.person.name],
  ];

  if (gaps.length > 0) return <Gaps gaps={gaps} services={services} close={close} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <DialogHead title={say('actions.issue.title')} close={close} />
      <div class="dialog-body issue-body">
        {order !== null && trouble === null && <p class="notice warning">{say('actions.issue.unanswered')}</p>}
        <dl class="facts">
          {facts.map(
            ([key, text]) => text !== '' && <Fact key={key} label={say(`actions.issue.${key}`)} text={text} />,
          )}
          {known !== null && <Fact label={say('actions.issue.number')} text={known} />}
        </dl>
        {known === null && (
          <div class="field">
            <label for="issue-number">{say('actions.issue.number')}</label>
            <input
              id="issue-number"
              value={number}
              maxLength={60}
              autocomplete="off"
              spellcheck={false}
              placeholder={say('actions.issue.number.given')}
              aria-describedby="issue-number-help"
              onInput={(event) => {
                setNumber(event.currentTarget.value);
              }}
            />
            <p class="help" id="issue-number-help">
              {say('actions.issue.number.help')}
            </p>
          </div>
        )}
        <fieldset>
          <legend>{say('actions.issue.languages')}</legend>
          <div class="row editions">
            {[...bothLanguages, 'both' as const].map((one) => (
              <label key={one} class="choice">
                <input
                  type="radio"
                  name="issue-edition"
                  checked={edition === one}
                  onChange={() => {
                    setEdition(one);
                  }}
                />
                {say(`actions.edition.${one}`)}
              </label>
            ))}
          </div>
          {!chosen.includes(about.officialLanguage) && (
            <p class="help">{say(`actions.issue.translation.${about.officialLanguage}`)}</p>
          )}
        </fieldset>
        {replaces !== null && (
          <div class="field">
            <label for="issue-reason">{say('actions.issue.reason')}</label>
            <textarea
              id="issue-reason"
              required
              maxLength={2000}
              value={reason}
              onInput={(event) => {
                setReason(event.currentTarget.value);
              }}
            />
            <p class="help">{say('actions.issue.reason.help')}</p>
          </div>
        )}
        {warnings.length > 0 && (
          <div class="notice warning stack">
            <p>
              <b>{say('actions.issue.warnings')}</b>
            </p>
            <ul class="plain-list">
              {warnings.slice(0, 10).map((warning) => (
                <li key={`${warning.path} ${warning.error.code}`}>{sentenceOf(warning, store.form)}</li>
              ))}
            </ul>
          </div>
        )}
        <p class="soft small">{say('actions.issue.final')}</p>
        {trouble !== null && (
          <div role="alert" class="stack">
            {trouble instanceof ServerProblem ? (
              <>
                <p class="error">{say('actions.issue.refused')}</p>
                <Refusal problem={trouble.problem} root="/data" services={services} close={close} />
              </>
            ) : (
              <p class="notice danger">
                {troubleWords(trouble).join(' ')} {say('actions.issue.retry')}
              </p>
            )}
          </div>
        )}
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.cancel')}
        </button>
        <button class="primary" aria-busy={isBusy} disabled={isBusy}>
          {say(trouble === null ? 'actions.issue.submit' : 'actions.issue.again')}
        </button>
      </footer>
    </form>
  );

  async function send(): Promise<void> {
    // A second click comes before the button is seen to be off.
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      const given = number.trim();
      done(await issueDraft(keeper, { languages: chosen, number: given === '' ? null : given, reason: reason.trim() }));
    } catch (cause) {
      setTrouble(cause);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  }
}

/** A document is issued in both languages: words that only one of them has come first. */
function Gaps({
  gaps,
  services,
  close,
}: Pick<DialogProps, 'services' | 'close'> & { readonly gaps: ReturnType<typeof languageGaps> }) {
  const say = useWords();
  return (
    <>
      <DialogHead title={say('actions.gaps.title')} close={close} />
      <div class="dialog-body">
        <p>{say('actions.gaps.help', { count: gaps.length })}</p>
        <ul role="list" class="refusals">
          {gaps.slice(0, 50).map(({ path, language }) => (
            <li key={path}>
              <FieldLink services={services} path={path} words={say(`actions.gaps.${language}`)} close={close} />
            </li>
          ))}
        </ul>
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.close')}
        </button>
      </footer>
    </>
  );
}

function languagesFrom(first: Language): readonly Language[] {
  return first === 'kk' ? ['kk', 'ru'] : ['ru', 'kk'];
}

function dayAt({ derived }: FormStore, field: string): string {
  const day = valueAt(derived, field);
  return typeof day === 'string' ? dayFigures(day) : '';
}

/** Whom the document is about, as the form names them. */
function holderOf({ form, derived }: FormStore, language: Language): string {
  const { name, bin } = form.about.holder ?? {};
  const words = name === undefined ? undefined : valueAt(derived, name);
  const number = bin === undefined ? undefined : valueAt(derived, bin);
  const inLanguage = isJsonObject(words) ? words[language] : words;
  return [inLanguage, number].filter((part) => typeof part === 'string').join(', ');
}
