import { useRef, useState } from 'preact/hooks';
import { useWords } from '../words.ts';

interface VerificationProperties {
  readonly url: string;
  readonly shortCode: string;
  /** The code as a picture (data URL). */
  readonly picture: string;
}

/** What others check the document by. */
export function Verification({ url, shortCode, picture }: VerificationProperties) {
  const say = useWords();
  const address = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  return (
    <section class="card verification" aria-labelledby="verification">
      <h2 id="verification">{say('documents.verification')}</h2>
      <img src={picture} alt={say('documents.verification.picture')} />
      <p>
        {say('documents.verification.shortCode')}: <b class="code">{shortCode}</b>
      </p>
      <input
        ref={address}
        class="code small"
        readOnly
        value={url}
        aria-labelledby="verification"
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <div class="row">
        <button type="button" class="small" onClick={() => void copy()}>
          {say('documents.verification.copy')}
        </button>
        <a class="button small" href={new URL(url).pathname} target="_blank" rel="noopener">
          {say('documents.verification.open')}
        </a>
      </div>
      <p class="help" role="status">
        {isCopied ? say('documents.verification.copied') : ''}
      </p>
    </section>
  );

  /** Without TLS browsers give no clipboard: then the address stands selected, to be copied by hand. */
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      address.current?.focus();
    }
  }
}
