import { pageData } from '../page-data.ts';
import { momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import type { GivenSignature, RecordData } from './data.ts';
import { inOwn, ownLanguage } from './in-own.ts';

/** Who signed and when, place by place, and where to sign. */
export function Signatures({ document, places, signatures }: RecordData) {
  const say = useWords();
  if (places.length === 0) return null;
  const stands = document.state !== 'revoked' && document.state !== 'replaced';
  const isOpen = places.some(({ signed }) => !signed) && stands;
  return (
    <section class="card" aria-labelledby="signatures">
      <h2 id="signatures">{say('documents.signatures')}</h2>
      <ul role="list" class="places">
        {places.map(({ name, role, signed }) => (
          <li key={name}>
            <div class="spread">
              <span lang={ownLanguage()}>{inOwn(role)}</span>
              <span class={`chip ${signed ? 'success' : 'outlined'}`}>
                {say(`documents.signatures.${signed ? 'signed' : 'open'}`)}
              </span>
            </div>
            {signatures
              .filter(({ place }) => place === name)
              .map((signature) => (
                <p key={signature.signedAt} class="soft small">
                  {signerWords(signature)}
                </p>
              ))}
          </li>
        ))}
      </ul>
      {isOpen && pageData.scopes.includes('sign') && (
        <p>
          <a class="button" href={`/sign/${document.id}`}>
            {say('documents.signatures.sign')}
          </a>
        </p>
      )}
    </section>
  );

  function signerWords({ name, organisation, signedAt, verified }: GivenSignature): string {
    const parts = [
      name ?? say('documents.signatures.forgotten'),
      ...(organisation === null ? [] : [organisation]),
      momentFigures(signedAt),
      ...(verified ? [] : [say('documents.signatures.unverified')]),
    ];
    return parts.join(', ');
  }
}
