/** The announced public beacon round: its moment, and its value scanned or typed. It is checked without a network. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { recordBeacon } from '@mingcha/core/draws/draw-api.ts';
import type { ContributionView } from '@mingcha/core/draws/draw-views.ts';
import { useEffect, useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowMs } from '../../../shared/platform/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import type { StepProps } from './ceremony-page.tsx';
import { BigDigest, BigFigures } from './pool-steps.tsx';

/** Seconds until an instant, counted by this computer's clock; 0 when it has passed. */
function useSecondsUntil(instant: string | null): number {
  const [now, setNow] = useState(() => nowMs());
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), 1000);
    return () => clearInterval(timer);
  }, []);
  return instant === null ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}

export function BeaconStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const beacon = props.draw.contributions.find((source) => source.kind === 'drand');
  const left = useSecondsUntil(beacon?.roundAt ?? null);
  if (beacon === undefined) return null;
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <>
      <BigFigures
        figures={[
          { name: say('beaconRound'), value: String(beacon.round ?? '') },
          { name: say('beaconAt'), value: formatInstant(beacon.roundAt ?? '', true).slice(11) },
          ...(left > 0 && beacon.signature === null ? [{ name: say('beaconLeft'), value: clock }] : []),
        ]}
      />
      {beacon.signature === null ? (
        <BeaconForm {...props} beacon={beacon} isEarly={left > 0} />
      ) : (
        <BigDigest digest={beacon.signature} label={say('beaconChecked')} />
      )}
    </>
  );
}

function BeaconForm(props: StepProps & { readonly beacon: ContributionView; readonly isEarly: boolean }) {
  const say = useText(ceremonyPageText);
  const [signature, setSignature] = useState('');
  const record = useApiAction(recordBeacon);
  const send = async () => {
    const result = await record.run({ params: { id: props.draw.id }, body: { signature } });
    if (result.ok) setSignature('');
  };
  return (
    <form
      className="ceremony-typing"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="secondary">{say(props.isEarly ? 'beaconWait' : 'beaconText')}</p>
      <ErrorNotice error={record.error} />
      <TextField
        name="signature"
        label={say('beaconValue')}
        hint={say('beaconHint')}
        mono
        maxLength={200}
        value={signature}
        onChange={setSignature}
      />
      <div className="ceremony-act">
        <Button
          kind="primary"
          size="large"
          type="submit"
          busy={record.busy}
          disabled={signature.trim() === ''}
        >
          {say('beaconRecord')}
        </Button>
      </div>
    </form>
  );
}
