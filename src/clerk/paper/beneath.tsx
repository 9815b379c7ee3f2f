import type { Language } from '../../compose/document.ts';
import { say } from '../words.ts';
import { Calendar } from './calendar.tsx';
import { ChoiceList } from './choice-list.tsx';
import type { ChoiceOption } from './choice-options.ts';

/** The other language of a text. */
export interface CompanionView {
  readonly language: Language;
  readonly label: string;
  readonly text: string;
  /** One text serves both languages. */
  readonly same: boolean;
  readonly onText: (text: string) => void;
  readonly onSame: (same: boolean) => void;
}

export type ChooserView =
  | {
      readonly kind: 'list';
      readonly options: readonly ChoiceOption[];
      readonly current: number;
      readonly chosen: readonly string[];
      readonly several: boolean;
      readonly query: string;
      readonly onTake: (option: ChoiceOption) => void;
    }
  | {
      readonly kind: 'calendar';
      readonly day: string;
      /** The text of a date whose parts stand apart on the paper; null where the blank itself is typed in. */
      readonly text: string | null;
      /** True where the keyboard goes on in the calendar at once. */
      readonly focused: boolean;
      readonly onText: (text: string) => void;
      readonly onPick: (day: string) => void;
    };

export interface BeneathView {
  /** Names of elements that the blank refers to. */
  readonly messageId: string;
  readonly chooserId: string;
  readonly label: string;
  readonly messages: readonly string[];
  readonly severity: 'error' | 'warning';
  /** Characters left, where they become few. */
  readonly remaining: number | null;
  readonly companion: CompanionView | null;
  readonly chooser: ChooserView | null;
}

/** What shows beneath the blank that the cursor is in. */
export function Beneath({
  messageId,
  chooserId,
  label,
  messages,
  severity,
  remaining,
  companion,
  chooser,
}: BeneathView) {
  return (
    <>
      {chooser === null ? null : <Chooser {...{ chooser, chooserId, label, messageId }} />}
      {companion === null ? null : <Companion {...companion} />}
      <p
        id={messageId}
        class={`message ${severity}`}
        aria-live="polite"
        hidden={messages.length === 0 && remaining === null}
      >
        {messages.join(' ')} {remaining === null ? null : <Remaining count={remaining} />}
      </p>
    </>
  );
}

function Remaining({ count }: { readonly count: number }) {
  const key = count < 0 ? 'paper.tooMany' : 'paper.remaining';
  return <span class="remaining">{say(key, { count: Math.abs(count) })}</span>;
}

interface ChooserProps extends Pick<BeneathView, 'chooserId' | 'label' | 'messageId'> {
  readonly chooser: ChooserView;
}

function Chooser({ chooser, chooserId, label, messageId }: ChooserProps) {
  if (chooser.kind === 'list') return <ChoiceList id={chooserId} label={label} {...chooser} />;
  return (
    <div id={chooserId} class="date-chooser" role="dialog" aria-label={label}>
      {chooser.text === null ? null : (
        <input
          class="chooser-text"
          aria-label={label}
          aria-describedby={messageId}
          placeholder={say('paper.datePattern')}
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          value={chooser.text}
          onInput={({ currentTarget }) => {
            chooser.onText(currentTarget.value);
          }}
        />
      )}
      <Calendar
        key={chooser.day}
        value={chooser.day}
        focused={chooser.focused && chooser.text === null}
        onPick={chooser.onPick}
      />
    </div>
  );
}

function Companion({ language, label, text, same, onText, onSame }: CompanionView) {
  return (
    <div class="companion">
      <span class="companion-head">
        <span aria-hidden="true">{say(`paper.in.${language}`)}</span>
        <label title={say('paper.sameKey')}>
          <input
            type="checkbox"
            checked={same}
            onChange={({ currentTarget }) => {
              onSame(currentTarget.checked);
            }}
          />
          {say('paper.same')}
        </label>
      </span>
      <textarea
        class="chooser-text"
        rows={1}
        lang={language}
        spellcheck
        aria-label={say('paper.inOther', { label, language: say(`paper.in.${language}`) })}
        readOnly={same}
        value={text}
        onInput={({ currentTarget }) => {
          onText(currentTarget.value);
        }}
      />
    </div>
  );
}
