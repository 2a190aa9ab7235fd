/** Makes the number, keeps it before anything else, then hands in its commitment. */
import { commitAsParty } from '@mingcha/core/draws/ceremony-api.ts';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { fillRandom } from '../../shared/platform/chance.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { browserKeep, keepNumber, keptNumber, makeNumber, type OwnNumber } from './own-number.ts';
import type { StepProps } from './party-page.tsx';
import { Slip } from './slip.tsx';

export function CommitStep(props: StepProps) {
  const { token, view, onAnswer } = props;
  const say = useText(partyText);
  const [own, setOwn] = useState<OwnNumber | null>(() => keptNumber(browserKeep, view));
  const [kept, setKept] = useState(true);
  const [written, setWritten] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const handIn = async (number: OwnNumber) => {
    setBusy(true);
    setError(null);
    const result = await callApi(commitAsParty, {
      params: { token },
      body: { actionId: number.commitId, commitment: number.commitment },
    });
    setBusy(false);
    if (result.ok) onAnswer(result.value);
    else setError(result.error);
  };
  const press = () => {
    if (own !== null) return handIn(own);
    const made = makeNumber(view, fillRandom, newActionId);
    setOwn(made);
    if (keepNumber(browserKeep, view, made)) return handIn(made);
    setKept(false);
    return undefined;
  };
  return (
    <section className="party-step">
      <h2>{say('commitTitle')}</h2>
      <p>{say('commitText')}</p>
      {kept ? (
        <Notice title={say('keepTitle')}>{say('keepText')}</Notice>
      ) : (
        <Notice tone="warning">{say('keepNot')}</Notice>
      )}
      {kept || own === null ? null : (
        <>
          <Slip nonce={own.nonce} />
          <Checkbox name="written" label={say('slipWritten')} checked={written} onChange={setWritten} />
        </>
      )}
      <ErrorNotice error={error} />
      <PhoneActions>
        <Button kind="primary" busy={busy} disabled={!kept && !written} onClick={() => void press()}>
          {say(own === null ? 'commitAction' : 'commitAgain')}
        </Button>
      </PhoneActions>
    </section>
  );
}
