import { useRef, useState } from 'preact/hooks';
import { useWords } from '../words.ts';

/** An address to be read, opened or copied. */
export function CopyAddress({ address }: { readonly address: string }) {
  const say = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="field">
      <label for="verification-address">{say('actions.issued.address')}</label>
      <input
        ref={field}
        id="verification-address"
        class="code"
        readOnly
        value={address}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <div class="row">
        <button type="button" class="small" onClick={() => void copy()}>
          {say('actions.copy')}
        </button>
        <a class="button small" href={address} target="_blank" rel="noopener">
          {say('actions.issued.check')}
        </a>
        <span class="help" role="status">
          {isCopied ? say('actions.copied') : ''}
        </span>
      </div>
    </div>
  );

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Without TLS, or without leave, there is no clipboard: the address is selected for the person's own keys.
      field.current?.select();
    }
  }
}
