import { useEffect, useRef, useState } from 'preact/hooks';
import type { Format } from '../../render/formats.ts';
import { retryKey } from '../documents/retry-key.ts';
import { pageData } from '../page-data.ts';
import { useWords } from '../words.ts';
import type { BatchForm, NewData, Purpose } from './data.ts';
import { FileField } from './file-field.tsx';
import { FormChooser } from './form-chooser.tsx';
import { type Edition, editionsOf, languagesOf, OrderChoices, purposes } from './order-choices.tsx';
import { Refused } from './refused.tsx';
import { isFileOfRows, rowsIn, sendRows, type SentRows } from './sent-rows.ts';
import { TemplateLinks } from './template-links.tsx';

interface NewPageProperties extends NewData {
  readonly onStarted: (id: string, rows: SentRows | null) => Promise<void>;
}

/** A new batch: of which form, what is made of each row, and the file with the rows. */
export function NewPage({ forms, onStarted }: NewPageProperties) {
  const say = useWords();
  const asked = new URLSearchParams(location.search).get('form');
  const [form, setForm] = useState<BatchForm | null>(forms.find(({ id }) => id === asked) ?? null);
  const [purpose, setPurpose] = useState<Purpose>(purposes()[0] ?? 'render');
  const [wanted, setEdition] = useState<Edition>('both');
  const [format, setFormat] = useState<Format>('pdf');
  const [file, setFile] = useState<File | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const sent = useRef<{ readonly order: string; readonly file: File; readonly key: string } | null>(null);
  const editions = form === null ? [] : editionsOf(form);
  const edition = editions.includes(wanted) ? wanted : editions[0];

  useEffect(() => {
    document.title = say('batches.new.title');
  });

  return (
    <>
      <p class="small">
        <a href="/batches">← {say('batches.title')}</a>
      </p>
      <h1>{say('batches.new.title')}</h1>
      <p class="lead">{say('batches.new.lead')}</p>
      <form
        class="card new-batch"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <FormChooser forms={forms} chosen={form} isMissing={isAsked && form === null} onChoose={setForm} />
        {form !== null && <TemplateLinks form={form} />}
        <OrderChoices
          purpose={purpose}
          onPurpose={setPurpose}
          editions={editions}
          edition={edition}
          onEdition={setEdition}
          format={format}
          onFormat={setFormat}
        />
        <FileField
          file={file}
          error={fileError()}
          onFile={(next) => {
            setFile(next);
            setTrouble(null);
          }}
        />
        {trouble !== null && <Refused error={trouble} />}
        <div class="row">
          <button class="primary" aria-busy={isBusy}>
            {say(isBusy ? 'batches.sending' : purpose === 'render' ? 'batches.submit.render' : 'batches.submit.check')}
          </button>
          {purpose === 'issue' && <span class="help">{say('batches.submit.help')}</span>}
        </div>
      </form>
    </>
  );

  function fileError(): string {
    if (file !== null && !isFileOfRows(file)) return say('batches.file.kind', { name: file.name });
    return isAsked && file === null ? say('batches.file.missing') : '';
  }

  async function submit(element: HTMLFormElement): Promise<void> {
    if (isBusy) return;
    setAsked(true);
    if (form === null || edition === undefined || file === null || !isFileOfRows(file)) {
      element.querySelector<HTMLElement>(form === null ? '#form' : '#file')?.focus();
      return;
    }
    setBusy(true);
    setTrouble(null);
    const isMade = purpose === 'render';
    const order = {
      form: form.id,
      action: isMade || !pageData.scopes.includes('issue') ? 'render' : 'issue',
      languages: languagesOf(edition, form),
      format,
      dryRun: !isMade,
    } as const;
    try {
      const rows = await rowsIn(file);
      const { id } = await sendRows(rows, order, keyOf(JSON.stringify(order), file));
      await onStarted(id, isMade ? null : rows);
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  }

  /** The same order may be sent again after the connection broke: it is the same batch then. */
  function keyOf(order: string, of: File): string {
    if (sent.current?.order !== order || sent.current.file !== of) sent.current = { order, file: of, key: retryKey() };
    return sent.current.key;
  }
}
