import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayFigures } from '../moments.ts';
import { post } from '../server.ts';
import { useWords } from '../words.ts';
import type { IssuedDocument } from './data.ts';
import { retryKey } from './retry-key.ts';
import { Trouble } from './trouble.tsx';

export type Change = 'revoke' | 'reinstate' | 'extend';

const doors: Readonly<Record<Change, string>> = {
  revoke: 'revocation',
  reinstate: 'reinstatement',
  extend: 'extension',
};

interface ChangeDialogProperties {
  readonly change: Change;
  readonly document: IssuedDocument;
  readonly onClose: () => void;
  readonly onChanged: (document: IssuedDocument) => void;
}

/** Asks why, says what it means, and does it: once, however often the button is pressed. */
export function ChangeDialog({ change, document, onClose, onChanged }: ChangeDialogProperties) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const [isRefused, setRefused] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const key = useRef(retryKey());

  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);

  const last = document.validUntil ?? '';
  const isReasonMissing = reason.trim() === '';
  const isDayMissing = change === 'extend' && day <= last;
  const words = { number: document.number, day: dayFigures(last) };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="change-title" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id="change-title">{say(`documents.${change}.title`, words)}</h2>
          <button type="button" class="quiet icon" aria-label={say('documents.close')} onClick={close}>
            ✕
          </button>
        </header>
        <div class="dialog-body">
          <p>{say(`documents.${change}.help`, words)}</p>
          {change === 'extend' && (
            <div class="field">
              <label for="change-day">{say('documents.extend.day')}</label>
              <input
                id="change-day"
                type="date"
                autofocus
                value={day}
                min={last}
                required
                aria-invalid={isRefused && isDayMissing}
                aria-describedby="change-day-error"
                onInput={(event) => {
                  setDay(event.currentTarget.value);
                }}
              />
              <p class="error" id="change-day-error">
                {isRefused && isDayMissing && say('documents.change.day.missing', words)}
              </p>
            </div>
          )}
          <div class="field">
            <label for="change-reason">{say('documents.change.reason')}</label>
            <textarea
              id="change-reason"
              autofocus={change !== 'extend'}
              value={reason}
              maxLength={2000}
              required
              aria-invalid={isRefused && isReasonMissing}
              aria-describedby="change-reason-error change-reason-help"
              onInput={(event) => {
                setReason(event.currentTarget.value);
              }}
            />
            <p class="error" id="change-reason-error">
              {isRefused && isReasonMissing && say('documents.change.reason.missing')}
            </p>
            <p class="help" id="change-reason-help">
              {say('documents.change.reason.help')}
            </p>
          </div>
          {trouble !== null && <Trouble error={trouble} />}
        </div>
        <footer>
          <button type="button" onClick={close}>
            {say('documents.cancel')}
          </button>
          <button class={change === 'revoke' ? 'primary danger' : 'primary'} aria-busy={isBusy}>
            {say(`documents.${change}.submit`)}
          </button>
        </footer>
      </form>
    </dialog>
  );

  function close(): void {
    dialog.current?.close();
  }

  async function submit(): Promise<void> {
    if (isBusy) return;
    setRefused(true);
    if (isReasonMissing || isDayMissing) {
      dialog.current?.querySelector<HTMLElement>(isDayMissing ? '#change-day' : '#change-reason')?.focus();
      return;
    }
    setBusy(true);
    setTrouble(null);
    const body = { reason: reason.trim(), ...(change === 'extend' ? { validUntil: day } : {}) };
    try {
      const headers = { 'Idempotency-Key': key.current };
      const answer = await post(`/v1/documents/${document.id}/${doors[change]}`, body, { headers });
      onChanged((await answer.json()) as IssuedDocument);
    } catch (error) {
      // What is sent next may say something else: it is another request.
      key.current = retryKey();
      setTrouble(error);
      setBusy(false);
    }
  }
}
