/** The seal by two persons: the second confirms on the same screen by name and password, or on a screen of their own. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { confirmSeal, withdrawSeal } from '@mingcha/core/draws/draw-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { groupsOf, SealMark } from '../../../shared/ui/seal.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useSession } from '../../shell/session.tsx';
import { isWhole, nobody, type SecondPerson, SecondPersonFields } from '../second-person.tsx';
import { useStanding } from '../task/next-step.tsx';
import type { StepProps } from './ceremony-page.tsx';

export function SealStep(props: StepProps) {
  const words = useText(ceremonyText);
  const { draw } = props;
  return draw.freezeId === null ? (
    <>
      <p>{words('explain.seal')}</p>
      <Open draw={draw} />
    </>
  ) : (
    <Sealed draw={draw} />
  );
}

function Sealed(props: { readonly draw: DrawView }) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { draw } = props;
  return (
    <>
      <div className="ceremony-seal">
        <SealMark digest={draw.freezeId ?? ''} size={200} />
        <figure className="ceremony-digest ceremony-digest-five">
          <figcaption>{say('freezeId')}</figcaption>
          <p className="mono">
            {groupsOf(draw.freezeDisplay ?? '').map((group, index) => (
              <span key={index}>{group}</span>
            ))}
          </p>
        </figure>
      </div>
      <p>
        {say('sealedBy', {
          number: draw.number ?? '',
          first: draw.firstSealer ?? '',
          second: draw.secondSealer ?? '',
          at: formatInstant(draw.sealedAt ?? '', true),
        })}
      </p>
      <p className="secondary">{words('explain.seal')}</p>
    </>
  );
}

function Open(props: { readonly draw: DrawView }) {
  const say = useText(ceremonyPageText);
  const { draw } = props;
  const { person } = useSession();
  const { leads } = useStanding(draw);
  const [second, setSecond] = useState<SecondPerson>(nobody);
  const confirm = useApiAction(confirmSeal);
  const withdraw = useApiAction(withdrawSeal);
  const isFirst = draw.firstSealer === person.personName;
  const seal = async () => {
    const result = await confirm.run({
      params: { id: draw.id },
      body: isFirst || isWhole(second) ? { second } : {},
    });
    if (result.ok) setSecond(nobody);
  };
  return (
    <div className="ceremony-columns">
      <div>
        <p className="ceremony-title">{say('sealedFirst', { name: draw.firstSealer ?? '' })}</p>
        <p className="secondary">{say('twoPersons')}</p>
        {leads ? (
          <Button
            kind="quiet"
            busy={withdraw.busy}
            onClick={() => void withdraw.run({ params: { id: draw.id } })}
          >
            {say('withdraw')}
          </Button>
        ) : null}
        <ErrorNotice error={withdraw.error} />
      </div>
      <form
        className="ceremony-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void seal();
        }}
      >
        <ErrorNotice error={confirm.error} />
        {isFirst ? (
          <SecondPersonFields value={second} onChange={setSecond} />
        ) : (
          <p>{say('secondIsYou', { name: person.personName })}</p>
        )}
        <Button
          kind="primary"
          size="large"
          type="submit"
          busy={confirm.busy}
          disabled={isFirst && !isWhole(second)}
        >
          {say('secondSeal')}
        </Button>
        {isFirst ? <p className="secondary">{say('orOwnScreen')}</p> : null}
      </form>
    </div>
  );
}
