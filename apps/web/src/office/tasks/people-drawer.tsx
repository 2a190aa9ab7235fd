/** People of one inspection: who cannot go is noted, and the substitute drawn; a draw's own substitute follows from its seed. */
import './tasks.css';
import {
  absenceReasons,
  changeableStages,
  type InspectionRow,
  type SubstituteView,
  type TaskView,
} from '@mingcha/core/tasks/task.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { drawSubstitute, noteAbsence } from '@mingcha/core/tasks/team-api.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog, Drawer } from '../../shared/ui/dialog.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { memberTones } from './words.ts';

type Team = InspectionRow['teams'][number];
type Member = Team['members'][number];

interface DrawerProps {
  readonly task: TaskView;
  readonly row: InspectionRow;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function PeopleDrawer(props: DrawerProps) {
  const { task, row } = props;
  const say = useText(taskPageText);
  const { person } = useSession();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const [drawn, setDrawn] = useState<SubstituteView | null>(null);
  const teams = row.teams.filter(
    (team) => team.agencyId === person.agency.id || (team.outside && task.isOwn),
  );
  return (
    <>
      <Drawer open title={row.object.name} onClose={props.onClose}>
        <div className="task-list">
          {task.draw !== null && !task.draw.outside ? (
            <p className="secondary">
              {say('substituteByDraw')} <GoTo to={`/draws/${task.draw.id}`}>{say('toDraw')}</GoTo>
            </p>
          ) : null}
          {teams.map((team) => (
            <section key={team.agencyId}>
              <h3>{team.agencyName}</h3>
              <ul className="task-people">
                {team.members.map((member) => (
                  <MemberLine
                    key={member.id}
                    {...props}
                    member={member}
                    mayChange={changeableStages.includes(team.stage)}
                    onLeave={() => setLeaving(member)}
                    onDrawn={setDrawn}
                  />
                ))}
              </ul>
              <Eligible team={team} />
            </section>
          ))}
          {drawn === null ? null : <Drawn drawn={drawn} />}
        </div>
      </Drawer>
      {leaving === null ? null : (
        <AbsenceDialog
          row={row}
          member={leaving}
          onClose={() => setLeaving(null)}
          onDone={() => {
            setLeaving(null);
            props.onChanged();
          }}
        />
      )}
    </>
  );
}

/** Who could go when the list went out (R121). */
function Eligible({ team }: { readonly team: Team }) {
  const word = useText(taskWordText);
  if (team.eligible === null) return null;
  const names = team.eligible.not.map((one) => `${one.name}（${word(`block.${one.reason}`)}）`).join('、');
  return (
    <p className="secondary">
      {word('eligible', { n: team.eligible.count })} {names === '' ? null : word('eligibleNot', { names })}
    </p>
  );
}

function MemberLine(
  props: DrawerProps & {
    readonly member: Member;
    /** No result was entered yet. */
    readonly mayChange: boolean;
    readonly onLeave: () => void;
    readonly onDrawn: (drawn: SubstituteView) => void;
  },
) {
  const { task, row, member, mayChange } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const toast = useToast();
  const substitute = useApiAction(drawSubstitute);
  const stands = member.state === 'assigned' || member.state === 'claimed';
  const mayDraw =
    mayChange && !stands && member.state !== 'replaced' && (task.draw === null || task.draw.outside);
  const draw = async () => {
    const result = await substitute.run({ params: { id: row.id, memberId: member.id } });
    if (!result.ok) return;
    toast(say('substituteDone', { out: result.value.out, in: result.value.in }));
    props.onDrawn(result.value);
    props.onChanged();
  };
  return (
    <li>
      <span className="task-pending-words">
        <span>
          {member.name} <span className="secondary">{member.certificateNumber}</span>
        </span>
        <span className="task-team-head">
          <span className="secondary">{word(`role.${member.role}`)}</span>
          <StateChip tone={memberTones[member.state] ?? 'neutral'}>
            {word(`member.${member.state}`)}
          </StateChip>
        </span>
        <ErrorNotice error={substitute.error} />
      </span>
      {stands && mayChange ? (
        <Button size="small" onClick={props.onLeave}>
          {say('absence')}
        </Button>
      ) : null}
      {mayDraw ? (
        <Button size="small" kind="primary" busy={substitute.busy} onClick={() => void draw()}>
          {say('substitute')}
        </Button>
      ) : null}
    </li>
  );
}

function Drawn(props: { readonly drawn: SubstituteView }) {
  const { drawn } = props;
  const say = useText(taskPageText);
  return (
    <section className="task-card">
      <strong>{say('substituteDone', { out: drawn.out, in: drawn.in })}</strong>
      <span className="secondary">{say('substituteText')}</span>
      <span>{say('substituteSeed', { seq: drawn.ledgerSeq })}</span>
      <DigestGroups digest={drawn.seed} form="short" copy />
      <span>{say('substituteTickets')}</span>
      <ol className="task-tickets">
        {drawn.tickets.map((each) => (
          <li key={each.certificateNumber}>
            {each.name} <code>{each.ticket.slice(0, 16)}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function AbsenceDialog(props: {
  readonly row: InspectionRow;
  readonly member: Member;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { row, member } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const toast = useToast();
  const note = useApiAction(noteAbsence);
  const form = useForm({ reason: 'leave', note: '' });
  const submit = async () => {
    const reason = absenceReasons.find((each) => each === form.values.reason) ?? 'other';
    const result = await note.run({
      params: { id: row.id, memberId: member.id },
      body: { reason, note: form.values.note },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('absenceSaved'));
    props.onDone();
  };
  return (
    <Dialog open title={say('absenceTitle')} onClose={props.onClose}>
      <p>{say('absenceText', { name: member.name, object: row.object.name })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('absence')} busy={note.busy} onClose={props.onClose} />}
      >
        <SelectField
          name="reason"
          label={say('absenceReason')}
          empty={null}
          choices={absenceReasons.map((value) => ({ value, label: word(`absence.${value}`) }))}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
        <TextField
          name="note"
          label={say('absenceNote')}
          optional
          maxLength={300}
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
