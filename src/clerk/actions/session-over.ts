import { signedOutEvent } from '../server.ts';
import type { EditorServices } from '../services.ts';

/**
 * Offers to sign in again when the session is over; the page and what was typed stay as they are. The answer ends it.
 */
export function watchSession(services: EditorServices, onSignedIn: () => void): () => void {
  let isAsking = false;
  const offer = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      const { askToSignIn } = await import('./sign-in-dialog.tsx');
      if (await askToSignIn(services)) onSignedIn();
    } finally {
      isAsking = false;
    }
  };
  const listener = () => void offer();
  addEventListener(signedOutEvent, listener);
  return () => {
    removeEventListener(signedOutEvent, listener);
  };
}
