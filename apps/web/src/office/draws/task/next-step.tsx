/** The one big next action of a draw for the person who looks at it, or the sentence why they must wait. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { closeDraw, redraw, releaseDraw } from '@mingcha/core/draws/draw-result-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { useNow } from '../words.ts';
import { releaseMoment } from './progress.ts';

export interface Standing {
  readonly own: boolean;
  readonly leads: boolean;
  readonly legal: boolean;
}

/** What this person is to this draw. */
export function useStanding(draw: DrawView): Standing {
  const { person } = useSession();
  const own = person.agency.id === draw.agencyId;
  const legal = own && person.roles.includes('legalOfficer');
  return { own, legal, leads: legal || (own && person.roles.includes('sectionOfficer')) };
}

const inRoom: readonly string[] = [
  'checked',
  'sealing',
  'sealed',
  'commitments',
  'numbers',
  'reveals',
  'beacon',
  'ready',
];

export function NextStep(props: { readonly draw: DrawView; readonly onTab: (tab: string) => void }) {
  const say = useText(drawPageText);
  const { draw, onTab } = props;
  const { leads, own } = useStanding(draw);
  if (draw.state === 'draft') return leads ? <ToCheck draw={draw} /> : <Waiting text={say('wait.draft')} />;
  if (inRoom.includes(draw.state)) {
    if (!own) return <Waiting text={say('wait.ceremony')} />;
    return (
      <GoTo to={`/draws/${draw.id}/ceremony`} className={buttonClass({ kind: 'primary', size: 'large' })}>
        {say(draw.state === 'checked' ? 'startCeremony' : 'goOnCeremony')}
      </GoTo>
    );
  }
  if (draw.state === 'closed') return <Waiting text={say('wait.closed')} />;
  if (!leads) return <Waiting text={say('wait.others')} />;
  if (draw.state === 'drawn') {
    return (
      <Button kind="primary" size="large" onClick={() => onTab('record')}>
        {say('next.record')}
      </Button>
    );
  }
  if (draw.state === 'infeasible') {
    return (
      <Button kind="danger" size="large" onClick={() => onTab('changes')}>
        {say('next.void')}
      </Button>
    );
  }
  if (draw.state === 'recorded') return <Release draw={draw} />;
  return draw.state === 'released' ? <Close draw={draw} /> : <Redraw draw={draw} />;
}

function Waiting(props: { readonly text: string }) {
  return <Notice>{props.text}</Notice>;
}

function ToCheck(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { id } = props.draw;
  return (
    <div className="button-row">
      <GoTo to={`/draws/${id}/check`} className={buttonClass({ kind: 'primary', size: 'large' })}>
        {say('next.check')}
      </GoTo>
      <GoTo to={`/draws/${id}/edit`} className={buttonClass({ size: 'large' })}>
        {say('next.edit')}
      </GoTo>
    </div>
  );
}

function Release(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const { legal } = useStanding(draw);
  const [asking, setAsking] = useState(false);
  const release = useApiAction(releaseDraw);
  const now = useNow();
  const moment = releaseMoment(draw);
  if (moment !== null && now < moment)
    return <Waiting text={say('wait.embargo', { at: formatInstant(moment) })} />;
  if (!legal) return <Waiting text={say('wait.release')} />;
  const confirm = async () => {
    const result = await release.run({ params: { id: draw.id } });
    if (result.ok) setAsking(false);
  };
  return (
    <>
      <Button kind="primary" size="large" onClick={() => setAsking(true)}>
        {say('next.release')}
      </Button>
      <ConfirmDialog
        open={asking}
        question={say('releaseQuestion')}
        action={say('next.release')}
        busy={release.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('releaseText')}</p>
        <ErrorNotice error={release.error} />
      </ConfirmDialog>
    </>
  );
}

function Close(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const [asking, setAsking] = useState(false);
  const close = useApiAction(closeDraw);
  const confirm = async () => {
    const result = await close.run({ params: { id: props.draw.id } });
    if (result.ok) setAsking(false);
  };
  return (
    <>
      <Button kind="primary" size="large" onClick={() => setAsking(true)}>
        {say('next.close')}
      </Button>
      <ConfirmDialog
        open={asking}
        question={say('closeQuestion')}
        action={say('next.close')}
        busy={close.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('closeText')}</p>
        <ErrorNotice error={close.error} />
      </ConfirmDialog>
    </>
  );
}

/** A new attempt of a void draw keeps its settings; what the void attempt drew must be inspected in it. */
function Redraw(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const go = useGo();
  const { draw } = props;
  const again = useApiAction(redraw);
  if (draw.redrawId !== null) {
    return (
      <GoTo to={`/draws/${draw.redrawId}`} className={buttonClass({ kind: 'primary', size: 'large' })}>
        {say('next.openRedraw')}
      </GoTo>
    );
  }
  const start = async () => {
    const result = await again.run({ params: { id: draw.id }, body: { settings: draw.settings } });
    if (result.ok) go(`/draws/${result.value.id}/edit`);
  };
  return (
    <>
      <Button
        kind="primary"
        size="large"
        busy={again.busy}
        disabled={draw.carry === 'afterBeacon'}
        onClick={() => void start()}
      >
        {say('next.redraw')}
      </Button>
      <p className="secondary">{say(`carry.${draw.carry}`)}</p>
      <ErrorNotice error={again.error} />
    </>
  );
}
