import type { Finding } from '../state/as-typed-check.ts';
import { sentenceOf } from '../findings/sentence.ts';
import { useFieldScope } from './field-scope.tsx';

/** What is wrong, under what it is wrong with. */
export function FindingTexts({ id, findings }: { readonly id: string; readonly findings: readonly Finding[] }) {
  const { form } = useFieldScope().services.store;
  if (findings.length === 0) return null;
  return (
    <div id={id} class="field-findings">
      {findings.map((finding) => (
        <p key={`${finding.path} ${finding.error.code}`} class={finding.severity === 'error' ? 'error' : 'warned'}>
          {sentenceOf(finding, form)}
        </p>
      ))}
    </div>
  );
}
