/** The steps of an accountability event that this person may take now, each with its form. */
import {
  type AccountabilityMove,
  accountabilityOutcomes,
  deliveryWays,
  dutifulGrounds,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import {
  type AccountabilityDetail,
  type AccountabilityMoveForm,
  moveEvent,
} from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { type ReactNode, useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { type IntakeMove, type Typed, useIntakeMove } from '../../publications/objections/intake-forms.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';

interface Props {
  readonly event: AccountabilityDetail;
  readonly onDone: () => void;
}

/** What leads on stands first. */
const order: readonly AccountabilityMove[] = [
  'state',
  'decide',
  'close',
  'ask',
  'name',
  'deliver',
  'takeDown',
  'noteSilence',
];

/** One step is open at a time; nothing stands here for who only reads. */
export function NextSteps({ event, onDone }: Props) {
  const say = useText(accountabilityPageText);
  const moves = order.filter((move) => event.allowed.includes(move));
  const [open, setOpen] = useState<AccountabilityMove | undefined>(moves.length === 1 ? moves[0] : undefined);
  if (moves.length === 0) return null;
  return (
    <Section title={say('handling')}>
      {open === undefined ? (
        <div className="intake-form">
          {moves.map((move, i) => (
            <Button key={move} kind={i === 0 ? 'primary' : 'plain'} wide onClick={() => setOpen(move)}>
              {say(`step.${move}`)}
            </Button>
          ))}
        </div>
      ) : (
        <StepForm
          event={event}
          move={open}
          onDone={onDone}
          onCancel={moves.length === 1 ? null : () => setOpen(undefined)}
        />
      )}
    </Section>
  );
}

const initial = {
  personId: '',
  dueOn: '',
  note: '',
  how: 'inPerson',
  onDay: '',
  statement: '',
  outcome: '',
  ground: '',
  decision: '',
};

type Values = Readonly<Record<keyof typeof initial, string>>;

/** The move as typed; the server says what is missing. */
function formOf(move: AccountabilityMove, typed: Values): AccountabilityMoveForm {
  const { note, statement, onDay } = typed;
  switch (move) {
    case 'name':
      return { move, personId: typed.personId };
    case 'ask':
      return { move, dueOn: typed.dueOn, note };
    case 'deliver':
      return { move, how: deliveryWays.find((each) => each === typed.how) ?? 'inPerson', onDay, note };
    case 'state':
      return { move, statement };
    case 'takeDown':
      return { move, statement, onDay, note };
    case 'noteSilence':
    case 'close':
      return { move, note };
    case 'decide':
      return {
        move,
        outcome: accountabilityOutcomes.find((each) => each === typed.outcome) ?? 'otherHandling',
        ground: dutifulGrounds.find((each) => typed.outcome === 'dutiful' && each === typed.ground) ?? null,
        decision: typed.decision,
      };
  }
}

function StepForm(
  props: Props & { readonly move: AccountabilityMove; readonly onCancel: (() => void) | null },
) {
  const { event, move, onDone, onCancel } = props;
  const say = useText(accountabilityPageText);
  const action = useApiAction(moveEvent);
  const send = (form: AccountabilityMoveForm) =>
    action.run({ params: { id: event.id }, body: { version: event.version, form } });
  const step = useIntakeMove(
    { send, busy: action.busy, said: say('done'), onDone },
    { ...initial, onDay: today() },
  );
  return (
    <div className="intake-form">
      <h3>{say(`step.${move}`)}</h3>
      <ErrorSummary problems={step.form.problems} />
      <StepFields event={event} move={move} step={step} />
      <div className="button-row">
        <Button
          kind="primary"
          busy={step.busy}
          onClick={() => void step.send(formOf(move, { ...initial, ...step.form.values }))}
        >
          {say('submit')}
        </Button>
        {onCancel === null ? null : <Button onClick={onCancel}>{say('cancel')}</Button>}
      </div>
    </div>
  );
}

interface FieldsProps {
  readonly event: AccountabilityDetail;
  readonly move: AccountabilityMove;
  readonly step: IntakeMove<AccountabilityMoveForm>;
}

function StepFields({ event, move, step }: FieldsProps): ReactNode {
  const say = useText(accountabilityPageText);
  const of = (name: keyof Values) => fieldOf(step.form, name);
  const note = <TextArea {...of('note')} label={say('note')} rows={3} maxLength={1000} wide />;
  switch (move) {
    case 'name':
      return (
        <SelectField
          {...of('personId')}
          label={say('person')}
          choices={event.people.map((each) => ({
            value: each.id,
            label: `${each.name} ${each.sectionName}`,
          }))}
        />
      );
    case 'ask':
      return (
        <>
          <DayField {...of('dueOn')} label={say('askDue')} hint={say('askHint')} />
          {note}
        </>
      );
    case 'deliver':
      return (
        <>
          <SelectField
            {...of('how')}
            label={say('deliverHow')}
            choices={deliveryWays.map((value) => ({ value, label: say(`noticed.${value}`) }))}
          />
          <DayField {...of('onDay')} label={say('deliverOn')} />
          {note}
        </>
      );
    case 'state':
      return <TextArea {...of('statement')} label={say('statement')} rows={8} maxLength={8000} wide />;
    case 'takeDown':
      return <TakeDownFields event={event} step={step} move={move} />;
    case 'noteSilence':
      return note;
    case 'close':
      return (
        <TextArea
          {...of('note')}
          label={say('closing')}
          hint={say('closeHint')}
          rows={4}
          maxLength={2000}
          wide
        />
      );
    case 'decide':
      return <DecideFields event={event} step={step} move={move} />;
  }
}

function TakeDownFields({ step }: FieldsProps) {
  const say = useText(accountabilityPageText);
  const of = (name: keyof Values) => fieldOf(step.form, name);
  return (
    <>
      <TextArea
        {...of('statement')}
        label={say('statement')}
        hint={say('takeDownHint')}
        rows={8}
        maxLength={8000}
        wide
      />
      <DayField {...of('onDay')} label={say('happenedOn')} />
      <TextArea {...of('note')} label={say('paperNote')} rows={2} maxLength={1000} wide />
    </>
  );
}

function DecideFields({ event, step }: FieldsProps) {
  const say = useText(accountabilityPageText);
  const of = (name: keyof Values) => fieldOf(step.form, name);
  const outcomes = accountabilityOutcomes.filter(
    (each) => event.personName !== '' || each === 'notEstablished' || each === 'otherHandling',
  );
  return (
    <>
      <SelectField
        {...of('outcome')}
        label={say('outcome')}
        empty=""
        choices={outcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
      />
      {step.form.values['outcome'] === 'dutiful' ? (
        <SelectField
          {...of('ground')}
          label={say('ground')}
          empty=""
          choices={dutifulGrounds.map((value) => ({ value, label: say(`ground.${value}`) }))}
        />
      ) : null}
      <TextArea
        {...of('decision')}
        label={say('decision')}
        hint={say('decideHint')}
        rows={6}
        maxLength={4000}
        wide
      />
    </>
  );
}

function fieldOf(form: IntakeMove<AccountabilityMoveForm>['form'], name: keyof Values) {
  return {
    name,
    error: form.error(name),
    value: (form.values as Typed)[name] ?? '',
    onChange: form.set(name),
  };
}
