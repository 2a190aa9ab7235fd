/** Draws of other agencies that ask for this agency's people: confirm with the people who take part, or decline. */
import { answerInvitation, listInvitations } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
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
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { PeopleChoice } from './people-choice.tsx';

const openStates: readonly string[] = ['draft', 'checked'];

export function Invitations() {
  const say = useText(drawPageText);
  const word = useText(drawWordText);
  const { locale } = useLocale();
  const { person } = useSession();
  const [answering, setAnswering] = useState<string | null>(null);
  const rows = useApiQuery(listInvitations).data?.rows ?? [];
  const mayAnswer = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  const open = rows.filter((row) => openStates.includes(row.state));
  if (open.length === 0) return null;
  return (
    <Section title={say('invitations')}>
      <ul className="draw-invitations">
        {open.map((row) => (
          <li key={row.id}>
            <div>
              <GoTo to={`/draws/${row.id}`}>{row.title[locale]}</GoTo>
              <p className="secondary">{say('invitedBy', { agency: row.agencyName })}</p>
            </div>
            <StateChip tone={row.participation === 'invited' ? 'warning' : 'accent'}>
              {word(`participation.${row.participation}`)}
            </StateChip>
            {mayAnswer ? (
              <Button size="small" onClick={() => setAnswering(row.id)}>
                {say(row.participation === 'invited' ? 'answer' : 'answerAgain')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <AnswerDialog
        key={answering ?? 'none'}
        id={answering}
        title={open.find((row) => row.id === answering)?.title[locale] ?? ''}
        forAgencyId={null}
        onClose={() => setAnswering(null)}
      />
    </Section>
  );
}

/** The own answer; or, with `forAgencyId`, the one of a body outside the platform, from its letter. */
export function AnswerDialog(props: {
  readonly id: string | null;
  readonly title: string;
  readonly forAgencyId: string | null;
  readonly onClose: () => void;
}) {
  const say = useText(drawPageText);
  const toast = useToast();
  const [people, setPeople] = useState<readonly string[] | null>(null);
  const answer = useApiAction(answerInvitation);
  const [letter, setLetter] = useState('');
  const byLetter = props.forAgencyId !== null;
  const send = async (kind: 'confirmed' | 'declined') => {
    if (props.id === null) return;
    const inspectorIds = kind === 'declined' || people === null ? null : [...people];
    const { forAgencyId } = props;
    const result = await answer.run({
      params: { id: props.id },
      body: { answer: kind, inspectorIds, forAgencyId, letter },
    });
    if (!result.ok) return;
    toast(say(kind === 'confirmed' ? 'answerConfirmed' : 'answerDeclined'));
    props.onClose();
  };
  return (
    <Dialog
      open={props.id !== null}
      title={say('answerQuestion')}
      onClose={props.onClose}
      wide
      actions={
        <AnswerButtons
          busy={answer.busy}
          mayConfirm={people === null || people.length > 0}
          onClose={props.onClose}
          onSend={(kind) => void send(kind)}
        />
      }
    >
      <p>
        <strong>{props.title}</strong>
      </p>
      <ErrorNotice error={answer.error} />
      {byLetter ? (
        <TextField
          name="letter"
          label={say('answerLetter')}
          hint={say('answerLetterHint')}
          value={letter}
          onChange={setLetter}
          maxLength={80}
        />
      ) : (
        <OwnPeople people={people} onChange={setPeople} />
      )}
    </Dialog>
  );
}

function AnswerButtons(props: {
  readonly busy: boolean;
  readonly mayConfirm: boolean;
  readonly onClose: () => void;
  readonly onSend: (answer: 'confirmed' | 'declined') => void;
}) {
  const say = useText(drawPageText);
  const ui = useUi();
  return (
    <>
      <Button onClick={props.onClose}>{ui('cancel')}</Button>
      <Button kind="danger" busy={props.busy} onClick={() => props.onSend('declined')}>
        {say('decline')}
      </Button>
      <Button
        kind="primary"
        busy={props.busy}
        disabled={!props.mayConfirm}
        onClick={() => props.onSend('confirmed')}
      >
        {say('confirmPart')}
      </Button>
    </>
  );
}

function OwnPeople(props: {
  readonly people: readonly string[] | null;
  readonly onChange: (people: readonly string[] | null) => void;
}) {
  const say = useText(drawPageText);
  const { people, onChange: setPeople } = props;
  return (
    <>
      <RadioGroup
        name="people"
        label={say('answerPeople')}
        value={people === null ? 'all' : 'chosen'}
        choices={[
          { value: 'all', label: say('answerPeople.all') },
          { value: 'chosen', label: say('answerPeople.chosen') },
        ]}
        onChange={(value) => setPeople(value === 'all' ? null : [])}
      />
      {people === null ? null : <PeopleChoice name="inspectorIds" value={people} onChange={setPeople} />}
    </>
  );
}
