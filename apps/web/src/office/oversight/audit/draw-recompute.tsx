/** The button that computes the draw again in this browser, and each step's outcome. */
import { downloadBundle } from '@mingcha/core/draws/draw-result-api.ts';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { type ViewStep, wordsOfCode } from '@mingcha/core/draws/verify-view.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useLocale, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { type DrawVerdict, useDrawComputation } from './verify-draw.ts';

const tones: Readonly<Record<ViewStep['status'], Tone>> = {
  PASS: 'verified',
  FAIL: 'void',
  'NOT DISCLOSED': 'neutral',
  'NOT CHECKED': 'neutral',
};

export function Recompute(props: { readonly id: string; readonly sha256: string | null }) {
  const say = useText(auditPageText);
  const ui = useUi();
  const { id, sha256 } = props;
  const { state, run } = useDrawComputation(addressOf(downloadBundle, { params: { id } }), sha256);
  if (sha256 === null) return <Notice>{say('noBundle')}</Notice>;
  return (
    <Section title={say('recompute')}>
      <div className="audit-column" aria-live="polite">
        <p>{say('recomputedText')}</p>
        <div>
          <Button kind="primary" size="large" busy={state.kind === 'running'} onClick={() => void run()}>
            {say(state.kind === 'running' ? 'recomputing' : 'recompute')}
          </Button>
        </div>
        {state.kind === 'differs' ? <Notice tone="error">{say('bundleDiffers')}</Notice> : null}
        {state.kind === 'failed' ? <Notice tone="error">{ui('errorTitle')}</Notice> : null}
        {state.kind === 'done' ? <Verdict verdict={state.verdict} /> : null}
      </div>
    </Section>
  );
}

function Verdict(props: { readonly verdict: DrawVerdict }) {
  const say = useText(auditPageText);
  const words = useText(verifyText);
  const { locale } = useLocale();
  const { ok, steps } = props.verdict;
  const pass = steps.filter((step) => step.status === 'PASS').length;
  return (
    <>
      <Notice tone={ok ? 'verified' : 'error'}>
        {ok ? say('recomputed', { pass, open: steps.length - pass }) : say('recomputeFailed')}
      </Notice>
      <details>
        <summary>{words('steps')}</summary>
        <ul className="audit-steps">
          {steps.map((step) => (
            <li key={step.id}>
              <span>
                <strong>{words(`step.${step.id}`)}</strong>{' '}
                <span className="secondary">{wordsOfCode(locale, step.code)}</span>
              </span>
              <StateChip tone={tones[step.status]}>{words(`status.${step.status}`)}</StateChip>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
