/** What a party sees while it waits, when it is done, when it came too late, and when the draw is void. */
import type { PartyView } from '@mingcha/core/draws/ceremony-api.ts';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { browserKeep, keptNumber } from './own-number.ts';
import { HiddenSlip } from './slip.tsx';

function Commitment(props: { readonly commitment: string | null }) {
  const say = useText(partyText);
  if (props.commitment === null) return null;
  return (
    <div className="party-value">
      <h3>{say('commitment')}</h3>
      <DigestGroups digest={props.commitment} copy={false} />
      <p className="secondary">{say('commitmentText')}</p>
    </div>
  );
}

export function WaitStep(props: { readonly view: PartyView }) {
  const { view } = props;
  const say = useText(partyText);
  const own = keptNumber(browserKeep, view);
  return (
    <section className="party-step" aria-live="polite">
      <Notice tone="verified" title={say('waitTitle')}>
        {say('waitText')}
      </Notice>
      <Commitment commitment={view.commitment} />
      {own === null || own.commitment !== view.commitment ? (
        <Notice tone="warning" title={say('otherPhone')}>
          {say('otherPhoneText')}
        </Notice>
      ) : (
        <>
          <p>{say('keepText')}</p>
          <HiddenSlip nonce={own.nonce} />
        </>
      )}
    </section>
  );
}

export function DoneStep(props: { readonly view: PartyView }) {
  const { view } = props;
  const say = useText(partyText);
  const own = keptNumber(browserKeep, view);
  return (
    <section className="party-step" aria-live="polite">
      <Notice tone="verified" title={say('doneTitle')}>
        {say('doneText')}
      </Notice>
      {own === null ? null : (
        <div className="party-value">
          <h3>{say('nonce')}</h3>
          <DigestGroups digest={own.nonce} copy={false} />
        </div>
      )}
      <Commitment commitment={view.commitment} />
      <PhoneActions>
        <a className={buttonClass({ wide: true })} href="/p/">
          {say('doneLink')}
        </a>
      </PhoneActions>
    </section>
  );
}

export function MissedStep() {
  const say = useText(partyText);
  return (
    <section className="party-step">
      <Notice tone="error" title={say('missedTitle')}>
        {say('missedText')}
      </Notice>
    </section>
  );
}

export function VoidedStep() {
  const say = useText(partyText);
  return (
    <section className="party-step">
      <Notice tone="error" title={say('voidedTitle')}>
        {say('voidedText')}
      </Notice>
    </section>
  );
}
