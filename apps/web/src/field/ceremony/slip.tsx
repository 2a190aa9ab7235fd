/** The secret number in groups, to be copied by hand. */
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { slipOf } from './own-number.ts';

export function Slip(props: { readonly nonce: string }) {
  const say = useText(partyText);
  return (
    <div className="party-slip">
      <p className="party-slip-title">{say('slipTitle')}</p>
      <p className="party-code">{slipOf(props.nonce)}</p>
      <p className="secondary">{say('slipText')}</p>
    </div>
  );
}

/** The slip behind a button, so that nobody looks over the shoulder. */
export function HiddenSlip(props: { readonly nonce: string }) {
  const say = useText(partyText);
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
        {say(shown ? 'slipHide' : 'slipShow')}
      </Button>
      {shown ? <Slip nonce={props.nonce} /> : null}
    </>
  );
}
