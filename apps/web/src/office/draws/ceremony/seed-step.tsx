/** Everything the seed is made of, its count, and the one press that draws. Pressing twice gives one result. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawNow } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { leastEntropyBits, warnEntropyBits } from '@mingcha/core/draws/draw-rules.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Icon } from '../../../shared/ui/icons.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useStanding } from '../task/next-step.tsx';
import { useSourceState } from '../task/seal-tab.tsx';
import type { StepProps } from './ceremony-page.tsx';
import { BigDigest } from './pool-steps.tsx';
import { hasHost, lacksOutsideWitness } from './steps.ts';

export function SeedStep(props: StepProps) {
  const words = useText(ceremonyText);
  const { draw } = props;
  return (
    <>
      <Sources draw={draw} />
      {draw.result === null ? <DrawButton {...props} /> : <Seed seed={draw.result.seed} />}
      <p className="secondary">{words('explain.ticket')}</p>
    </>
  );
}

function Seed(props: { readonly seed: string }) {
  const say = useText(ceremonyPageText);
  return <BigDigest digest={props.seed} label={say('seed')} />;
}

function Sources(props: { readonly draw: DrawView }) {
  const say = useText(ceremonyPageText);
  const page = useText(drawPageText);
  const stateOf = useSourceState();
  const { draw } = props;
  const bits = draw.entropyBits;
  const key = bits < leastEntropyBits ? 'bitsRefused' : bits < warnEntropyBits ? 'bitsLow' : 'bitsEnough';
  return (
    <div className="ceremony-columns">
      <ul className="ceremony-sources">
        {draw.contributions.map((source) => {
          const { text, isDone } = stateOf(source);
          return (
            <li key={source.j}>
              <Icon name={isDone ? 'check' : 'void'} size={24} />
              <span>
                {`${page(`sourceKind.${source.kind}`)}　${source.label}`}
                <span className={source.text === null ? 'secondary' : 'secondary mono'}>{text}</span>
              </span>
              <strong>{source.bits}</strong>
            </li>
          );
        })}
      </ul>
      <div className="ceremony-bits">
        <strong>{bits}</strong>
        <span>{say('bitsCounted')}</span>
        <span className="secondary">{say(key, { least: leastEntropyBits, wanted: warnEntropyBits })}</span>
      </div>
    </div>
  );
}

function DrawButton(props: StepProps) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { draw, onGo } = props;
  const { leads } = useStanding(draw);
  const now = useApiAction(drawNow);
  const reason = !leads
    ? say('drawOthers')
    : !hasHost(draw)
      ? say('hostMissing')
      : lacksOutsideWitness(draw)
        ? say('outsideNeeded')
        : draw.state !== 'ready'
          ? say('notReady')
          : null;
  const press = async () => {
    const result = await now.run({ params: { id: draw.id } });
    if (result.ok) onGo('result');
  };
  return (
    <div className="ceremony-act ceremony-draw">
      <ErrorNotice error={now.error} />
      <Button
        kind="primary"
        size="large"
        busy={now.busy}
        disabled={reason !== null}
        onClick={() => void press()}
      >
        {say(now.busy ? 'drawing' : 'drawNow')}
      </Button>
      <p>{reason ?? words('explain.once')}</p>
    </div>
  );
}
