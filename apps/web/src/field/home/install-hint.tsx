/** How to put the application on the home screen: the browser's own question where it asks one, else words. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

/** Of Chromium only; not in the standard's types. */
interface InstallEvent extends Event {
  readonly prompt: () => Promise<unknown>;
}

export function InstallHint() {
  const say = useText(phoneText);
  const [question, setQuestion] = useState<InstallEvent | null>(null);
  useEffect(() => {
    const hold = (event: Event) => {
      event.preventDefault();
      setQuestion(event as InstallEvent);
    };
    window.addEventListener('beforeinstallprompt', hold);
    return () => window.removeEventListener('beforeinstallprompt', hold);
  }, []);
  if (window.matchMedia('(display-mode: standalone)').matches) return null;
  if (question !== null)
    return (
      <Button icon="download" onClick={() => void question.prompt().finally(() => setQuestion(null))}>
        {say('installNow')}
      </Button>
    );
  const isApple = /iPhone|iPad/.test(navigator.userAgent);
  return (
    <div>
      <h3>{say('install')}</h3>
      <p>{say(isApple ? 'installIos' : 'installAndroid')}</p>
    </div>
  );
}
