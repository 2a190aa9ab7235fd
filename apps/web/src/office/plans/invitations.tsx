/** Joint entries of other agencies that name this one: take part with all or chosen people, or decline. */
import './plans.css';
import { answerPartner, listPlanInvitations } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { PlanInvitation } from '@mingcha/core/plans/plan-views.ts';
import { listInspectors } from '@mingcha/core/registers/inspector-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { useSession } from '../shell/session.tsx';

/** Joint entries that name this agency and may still be answered; none for those who may not answer. */
export function useInvitations(): readonly PlanInvitation[] {
  const { person } = useSession();
  const may = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  const rows = useApiQuery(listPlanInvitations, {}, { enabled: may }).data?.rows ?? [];
  return rows.filter((row) => row.open);
}

export function PlanInvitations() {
  const say = useText(planPageText);
  const { locale } = useLocale();
  const rows = useInvitations();
  const [answering, setAnswering] = useState<PlanInvitation | null>(null);
  if (rows.length === 0) return null;
  return (
    <Section title={say('invitations')}>
      <ul className="plan-list">
        {rows.map((row) => (
          <li key={row.entryId}>
            <div className="plan-cell">
              <strong>{row.title[locale]}</strong>
              <span className="secondary">
                {say('invitationBy', { agency: row.agencyName, from: row.window.from, to: row.window.to })}
                {row.duty === '' ? '' : `　${row.duty}`}
              </span>
            </div>
            <div className="button-row">
              <StateChip tone={row.state === 'invited' ? 'warning' : 'accent'}>
                {say(`partner.${row.state}`)}
                {row.state === 'confirmed' && row.inspectors !== null
                  ? `　${say('partnerPool', { n: row.inspectors })}`
                  : ''}
              </StateChip>
              <Button size="small" onClick={() => setAnswering(row)}>
                {say(row.state === 'invited' ? 'answerInvitation' : 'answerInvitationAgain')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {answering === null ? null : (
        <AnswerDialog
          entryId={answering.entryId}
          title={answering.title[locale]}
          outsideName=""
          onClose={() => setAnswering(null)}
        />
      )}
    </Section>
  );
}

/** The own answer; or, with `outsideName`, the reply of a body outside the platform that the initiator enters. */
export function AnswerDialog(props: {
  readonly entryId: string;
  readonly title: string;
  readonly outsideName: string;
  readonly onClose: () => void;
}) {
  const say = useText(planPageText);
  const ui = useUi();
  const toast = useToast();
  const [people, setPeople] = useState<readonly string[] | null>(null);
  const [note, setNote] = useState('');
  const answer = useApiAction(answerPartner);
  const isOutside = props.outsideName !== '';
  const send = async (kind: 'confirmed' | 'declined') => {
    const inspectorIds = kind === 'declined' || people === null ? null : [...people];
    const body = { answer: kind, inspectorIds, note, outsideName: props.outsideName };
    const result = await answer.run({ params: { id: props.entryId }, body });
    if (!result.ok) return;
    toast(say(kind));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={isOutside ? say('enterReplyTitle', { name: props.outsideName }) : say('answerTitle')}
      onClose={props.onClose}
      wide
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="danger" busy={answer.busy} onClick={() => void send('declined')}>
            {say('declinePart')}
          </Button>
          <Button
            kind="primary"
            busy={answer.busy}
            disabled={people !== null && people.length === 0}
            onClick={() => void send('confirmed')}
          >
            {say('confirmPart')}
          </Button>
        </>
      }
    >
      <p>
        <strong>{props.title}</strong>
      </p>
      <ErrorNotice error={answer.error} />
      {isOutside ? null : <People value={people} onChange={setPeople} />}
      <TextField
        name="note"
        label={say('answerNote')}
        optional
        maxLength={300}
        value={note}
        onChange={setNote}
      />
    </Dialog>
  );
}

function People(props: {
  readonly value: readonly string[] | null;
  readonly onChange: (value: readonly string[] | null) => void;
}) {
  const say = useText(planPageText);
  const chosen = props.value !== null;
  const people = useApiQuery(
    listInspectors,
    { query: { limit: 200, status: 'active' } },
    { enabled: chosen },
  );
  return (
    <>
      <RadioGroup
        name="people"
        label={say('answerPeople')}
        value={chosen ? 'chosen' : 'all'}
        choices={[
          { value: 'all', label: say('answerPeople.all') },
          { value: 'chosen', label: say('answerPeople.chosen') },
        ]}
        onChange={(value) => props.onChange(value === 'all' ? null : [])}
      />
      {chosen ? (
        <ChooseField
          name="inspectorIds"
          label={say('choosePeople')}
          many
          loading={people.status === 'loading'}
          choices={(people.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: `${row.name}　${row.certificateNumber}`,
          }))}
          value={props.value ?? []}
          onChange={props.onChange}
        />
      ) : null}
    </>
  );
}
