/** Reveals the number kept on this phone, or one typed from a slip; nothing that does not fit is sent. */
import { revealAsParty } from '@mingcha/core/draws/ceremony-api.ts';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { formatInstant } from '../../shared/format.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { browserKeep, keptNumber, numberFromSlip } from './own-number.ts';
import type { StepProps } from './party-page.tsx';

export function RevealStep(props: StepProps) {
  const { token, view, onAnswer } = props;
  const say = useText(partyText);
  const sentence = useSentence();
  const kept = keptNumber(browserKeep, view);
  const own = kept !== null && kept.commitment === view.commitment ? kept : null;
  const [typed, setTyped] = useState('');
  const [slipId] = useState(newActionId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const send = async (nonce: string, actionId: string) => {
    setBusy(true);
    setProblem(undefined);
    const result = await callApi(revealAsParty, { params: { token }, body: { actionId, nonce } });
    setBusy(false);
    if (result.ok) onAnswer(result.value);
    else setProblem(sentence(result.error));
  };
  const press = async () => {
    if (own !== null) return send(own.nonce, own.revealId);
    const found = numberFromSlip(view, typed, view.commitment ?? '');
    if ('code' in found) {
      setProblem(sentence(found));
      return;
    }
    return send(found.nonce, slipId);
  };
  return (
    <section className="party-step">
      <h2>{say('revealTitle')}</h2>
      <p>{say('revealText')}</p>
      <p>{say('revealBy', { at: formatInstant(view.deadline) })}</p>
      {own === null ? (
        <>
          <Notice tone="warning" title={say('otherPhone')}>
            {say('otherPhoneText')}
          </Notice>
          <TextArea
            name="nonce"
            label={say('typedLabel')}
            hint={say('typedHint')}
            rows={3}
            maxLength={120}
            value={typed}
            onChange={setTyped}
            error={problem}
          />
        </>
      ) : problem === undefined ? null : (
        <Notice tone="error">{problem}</Notice>
      )}
      <PhoneActions>
        <Button kind="primary" busy={busy} onClick={() => void press()}>
          {say('revealAction')}
        </Button>
      </PhoneActions>
    </section>
  );
}
