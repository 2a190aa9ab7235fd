/** Around each step: task and number, the count of the sources, the seal from the sealing on, the way on and back. */
import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { expectedEntropy } from '@mingcha/core/draws/draw-rules.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import type { ReactNode } from 'react';
import { useLocale, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { SealMark } from '../../../shared/ui/seal.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { type CeremonyStep, stepsOf } from './steps.ts';

export interface FrameProps {
  readonly draw: DrawView;
  readonly step: CeremonyStep;
  readonly gate: keyof typeof ceremonyPageText.zh | null;
  /** The last answer of the server is not the newest. */
  readonly isStale: boolean;
  readonly onBack: () => void;
  readonly onForward: () => void;
  readonly children: ReactNode;
}

export function Frame(props: FrameProps) {
  const words = useText(ceremonyText);
  const say = useText(ceremonyPageText);
  const { draw, step } = props;
  const steps = stepsOf(draw);
  return (
    <>
      <Head draw={draw} />
      <main id="content" className="ceremony-main" tabIndex={-1}>
        <header className="ceremony-step">
          <span className="ceremony-count">{`${steps.indexOf(step) + 1} / ${steps.length}`}</span>
          <h1>{words(`step.${step}`)}</h1>
        </header>
        {draw.state === 'voided' ? <p className="ceremony-alert">{say('voided')}</p> : null}
        {draw.voidRequest !== null && draw.state !== 'voided' ? (
          <p className="ceremony-alert">{say('voidAsked')}</p>
        ) : null}
        {props.isStale ? <p className="ceremony-alert">{say('stale')}</p> : null}
        {props.children}
      </main>
      <Foot {...props} steps={steps} />
    </>
  );
}

function Head(props: { readonly draw: DrawView }) {
  const say = useText(ceremonyPageText);
  const { locale } = useLocale();
  const { draw } = props;
  const expected = expectedEntropy(draw.settings.ceremony.sources);
  return (
    <div className="ceremony-head">
      <div className="ceremony-name">
        <p>{draw.title[locale]}</p>
        <p className="secondary">
          {draw.number === null ? draw.agencyName : `${draw.number}　${draw.agencyName}`}
        </p>
      </div>
      <output className="ceremony-entropy" aria-label={say('entropy')}>
        <span className="secondary">{say('entropy')}</span>
        <span>
          <strong>{draw.entropyBits}</strong>
          {say('entropyOf', { expected })}
        </span>
      </output>
      {draw.freezeId === null ? null : <SealMark digest={draw.freezeId} size={80} />}
    </div>
  );
}

function Foot(props: FrameProps & { readonly steps: readonly CeremonyStep[] }) {
  const say = useText(ceremonyPageText);
  const ui = useUi();
  const words = useText(ceremonyText);
  const { draw, step, steps, gate } = props;
  const at = steps.indexOf(step);
  const next = steps[at + 1];
  return (
    <footer className="ceremony-foot">
      <div className="button-row">
        <Button disabled={at === 0} onClick={props.onBack}>
          {ui('previous')}
        </Button>
        <GoTo to={`/draws/${draw.id}`}>{say('leave')}</GoTo>
      </div>
      <output className="ceremony-gate">{gate === null ? say('keys') : say(gate)}</output>
      {next === undefined ? (
        <GoTo to={`/draws/${draw.id}`} className={buttonClass({ kind: 'primary' })}>
          {say('toTask')}
        </GoTo>
      ) : (
        <Button kind={gate === null ? 'primary' : 'plain'} disabled={gate !== null} onClick={props.onForward}>
          {words(`step.${next}`)}
        </Button>
      )}
    </footer>
  );
}
