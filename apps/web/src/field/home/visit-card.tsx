/** One visit as a card: whom, where, with whom, how much, how far; and the one thing to do now. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import type { FieldState } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { KeptState } from '@mingcha/core/inspections/visits/visit-record.ts';
import { useState } from 'react';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import type { FieldSession } from '../session.ts';
import { addRecord } from '../store/journal.ts';
import { stateTone } from '../sync/state-tone.ts';
import { nextStep, type OnPhone, stageOf } from './tasks.ts';

export interface VisitCardProps {
  readonly visit: PackedVisit;
  readonly here: OnPhone;
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly state: KeptState;
  readonly session: FieldSession;
}

export function VisitCard(props: VisitCardProps) {
  const { visit, here, state } = props;
  const say = useText(phoneText);
  const { locale } = useLocale();
  const step = nextStep(visit, here, props.fields);
  const mates = visit.members.filter((member) => member.id !== visit.memberId && member.state !== 'replaced');
  const items = visit.teams.reduce((sum, team) => sum + team.items.length, 0);
  const lines = visit.sheets.reduce(
    (sum, sheet) => sum + sheet.sections.reduce((all, section) => all + section.lines.length, 0),
    0,
  );
  const when =
    visit.scheduledFor === null
      ? say('window', { from: formatDay(visit.window.from, locale), to: formatDay(visit.window.to, locale) })
      : say('scheduled', { at: formatInstant(visit.scheduledFor) });
  return (
    <article className="task-card" aria-label={visit.object.name}>
      <header className="task-card-head">
        <h3>{visit.object.name}</h3>
        <StateChip tone="accent">{say(`stage.${stageOf(visit)}`)}</StateChip>
        {here.written ? <StateChip tone={stateTone(state)}>{say(`state.${state}`)}</StateChip> : null}
      </header>
      <p>{visit.object.address}</p>
      <p className="secondary">{when}</p>
      {mates.length === 0 ? null : (
        <p className="secondary">{say('mates', { names: mates.map((member) => member.name).join(', ') })}</p>
      )}
      <p className="secondary">
        {[say('items', { n: items }), ...(lines === 0 ? [] : [say('lines', { n: lines })])].join(' · ')}
      </p>
      {step === 'claim' ? (
        <Claim {...props} />
      ) : (
        <Go
          to={step === 'unsent' ? '/sync' : `/visits/${visit.inspectionId}`}
          className={`${buttonClass({ kind: step === 'view' ? 'plain' : 'primary', size: 'large', wide: true })} task-go`}
        >
          {say(`go.${step}`)}
        </Go>
      )}
    </article>
  );
}

/** Claiming says that nothing stands against going; it works without a network like everything else. */
function Claim({ visit, session }: VisitCardProps) {
  const say = useText(phoneText);
  const [asks, setAsks] = useState(false);
  const claim = () => {
    setAsks(false);
    void addRecord(session.kept, { visit: visit.inspectionId, body: { kind: 'claim' } }).then(
      session.engine.wake,
    );
  };
  return (
    <>
      <Button kind="primary" size="large" wide className="task-go" onClick={() => setAsks(true)}>
        {say('go.claim')}
      </Button>
      <ConfirmDialog
        open={asks}
        question={say('claimQuestion')}
        action={say('go.claim')}
        onConfirm={claim}
        onClose={() => setAsks(false)}
      >
        <p>{say('claimText')}</p>
      </ConfirmDialog>
    </>
  );
}
