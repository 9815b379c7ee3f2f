import { ownLanguage } from '../documents/in-own.ts';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import type { BatchForm } from './data.ts';

/** The workbook to fill in, with the labels of the form in the clerk's language. */
export function TemplateLinks({ form: { id } }: { readonly form: BatchForm }) {
  const say = useWords();
  const address = `/v1/forms/${id}/batch-template.xlsx?language=${ownLanguage()}`;
  return (
    <div class="field template">
      <p class="label">{say('batches.template')}</p>
      <p class="row">
        <a class="button small" href={address} download>
          <Icon name="down" />
          {say('batches.template.empty')}
        </a>
        <a class="button small" href={`${address}&example=true`} download>
          <Icon name="down" />
          {say('batches.template.example')}
        </a>
      </p>
      <p class="help">{say('batches.template.help')}</p>
    </div>
  );
}
