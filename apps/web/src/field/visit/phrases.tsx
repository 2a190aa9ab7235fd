/** The agency's phrases, one tap to take one over. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useBook } from './visit-context.tsx';

export function Phrases(props: { readonly onTake: (phrase: string) => void }) {
  const say = useText(visitSheetText);
  const { phrases } = useBook();
  const [open, setOpen] = useState(false);
  if (phrases.length === 0) return null;
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {say('phrases')}
      </Button>
      <Dialog open={open} title={say('phrases')} onClose={() => setOpen(false)}>
        <ul className="phrase-list">
          {phrases.map((phrase) => (
            <li key={phrase}>
              <button
                type="button"
                className="canned-one"
                onClick={() => {
                  props.onTake(phrase);
                  setOpen(false);
                }}
              >
                {phrase}
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
