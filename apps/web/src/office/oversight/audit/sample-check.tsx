/** Takes the sample's file, as anybody gets it, and repeats the sample in this browser. */
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import {
  checkSample,
  readSampleFile,
  type SampleStep,
  type StepOutcome,
} from '@mingcha/core/oversight/audit/sample.ts';
import { downloadAuditSample } from '@mingcha/core/oversight/audit/sample-api.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';

type Checked = Readonly<Record<SampleStep, StepOutcome>>;

const tones: Readonly<Record<StepOutcome, Tone>> = { holds: 'verified', fails: 'void', open: 'neutral' };
const steps: readonly SampleStep[] = ['pool', 'list', 'commitment', 'order'];

export function SampleCheck(props: { readonly id: string }) {
  const say = useText(auditPageText);
  const ui = useUi();
  const address = addressOf(downloadAuditSample, { params: { id: props.id } });
  const [checked, setChecked] = useState<Checked | 'failed' | null>(null);
  const run = async () => {
    const response = await fetch(address).catch(() => null);
    const file = response === null || !response.ok ? null : readSampleFile(await response.text());
    setChecked(file === null ? 'failed' : checkSample(file));
  };
  return (
    <div className="audit-column" aria-live="polite">
      <div className="button-row">
        <Button onClick={() => void run()}>{say('verifySample')}</Button>
        <a className={buttonClass()} href={address} download>
          {say('sampleFile')}
        </a>
      </div>
      {checked === 'failed' ? <Notice tone="error">{ui('errorTitle')}</Notice> : null}
      {checked === null || checked === 'failed' ? null : <Steps checked={checked} />}
    </div>
  );
}

function Steps({ checked }: { readonly checked: Checked }) {
  const say = useText(auditPageText);
  const isBad = steps.some((step) => checked[step] === 'fails');
  return (
    <>
      <Notice tone={isBad ? 'error' : 'verified'}>{say(isBad ? 'sampleFails' : 'sampleHolds')}</Notice>
      <ul className="audit-steps">
        {steps.map((step) => (
          <li key={step}>
            <span>{say(`step.${step}`)}</span>
            <StateChip tone={tones[checked[step]]}>{say(`outcome.${checked[step]}`)}</StateChip>
          </li>
        ))}
      </ul>
    </>
  );
}
