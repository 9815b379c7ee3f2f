import { useEffect, useState } from 'preact/hooks';
import { pageData } from '../page-data.ts';
import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { DialogHead } from './dialog-parts.tsx';

type Course = 'asked' | 'still' | 'other' | 'offline';

/** @returns whether the same person is signed in again */
export async function askToSignIn(services: EditorServices): Promise<boolean> {
  let isSignedIn = false;
  await services.openDialog((close) => (
    <SignInDialog
      close={close}
      signedIn={() => {
        isSignedIn = true;
        close();
      }}
    />
  ));
  return isSignedIn;
}

function SignInDialog({ close, signedIn }: { readonly close: () => void; readonly signedIn: () => void }) {
  const say = useWords();
  const [course, setCourse] = useState<Course>('asked');
  useEffect(() => {
    // Who comes back from the window of the sign-in page is let go on.
    const look = () => {
      if (document.visibilityState === 'visible') void check();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  return (
    <>
      <DialogHead title={say('actions.session.title')} close={close} />
      <div class="dialog-body">
        <p>{say('actions.session.help')}</p>
        {course !== 'asked' && (
          <p class="notice warning" role="alert">
            {say(`actions.session.${course}`, { name: pageData.person.name })}
          </p>
        )}
      </div>
      <footer>
        <button type="button" onClick={() => void check()}>
          {say('actions.session.continue')}
        </button>
        <a class="button primary" href="/sign-in?next=/" target="_blank" rel="noopener">
          {say('actions.session.signIn')}
        </a>
      </footer>
    </>
  );

  async function check(): Promise<void> {
    try {
      // Not through `ask`: it would tell again that nobody is signed in.
      const response = await fetch('/v1/session');
      if (!response.ok) {
        setCourse('still');
        return;
      }
      const { person } = (await response.json()) as { readonly person: { readonly id: string } };
      if (person.id === pageData.person.id) signedIn();
      else setCourse('other');
    } catch {
      setCourse('offline');
    }
  }
}
