/** What comes next on a ticket: the opinion of an agency; for the coordination office taking up, settling, dismissing. */
import {
  type CoordinationMove,
  type DemandFate,
  demandFates,
} from '@mingcha/core/followups/coordination/coordination.ts';
import {
  type CoordinationDetail,
  type CoordinationForm,
  giveOpinion,
  moveCoordination,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { MoveForm } from '../../parts/move-form.tsx';

interface Props {
  readonly ticket: CoordinationDetail;
  readonly onDone: () => void;
}

export function OpinionPart({ ticket, onDone }: Props) {
  const say = useText(coordinationPageText);
  const toast = useToast();
  const action = useApiAction(giveOpinion);
  const form = useForm({ opinion: '' });
  const submit = async () => {
    const result = await action.run({ params: { id: ticket.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('done'));
    onDone();
  };
  return (
    <Section title={say('opinion')}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={action.busy}>
            {say('giveOpinion')}
          </Button>
        }
      >
        <TextArea
          name="opinion"
          label={say('opinion')}
          hint={say('opinionHint')}
          wide
          rows={5}
          maxLength={2000}
          error={form.error('opinion')}
          value={form.values.opinion}
          onChange={form.set('opinion')}
        />
      </Form>
    </Section>
  );
}

/** `fate.<id>` and `text.<id>` of each demand beside the ground and the day. */
type Values = Readonly<Record<string, string>>;

const fateOf = (value: string | undefined): DemandFate =>
  demandFates.find((each) => each === value) ?? 'stands';

function formOf(move: CoordinationMove, ticket: CoordinationDetail, values: Values): CoordinationForm {
  const ground = values['ground'] ?? '';
  if (move === 'takeUp') return { move, opinionsBy: values['opinionsBy'] ?? '' };
  if (move === 'dismiss') return { move, ground };
  const decisions = ticket.demands.map(({ findingId }) => ({
    findingId,
    fate: fateOf(values[`fate.${findingId}`]),
    text: values[`text.${findingId}`] ?? '',
  }));
  return { move, ground, decisions };
}

export function CoordinationNext({ ticket, onDone }: Props) {
  const say = useText(coordinationPageText);
  const toast = useToast();
  const action = useApiAction(moveCoordination);
  const [move, setMove] = useState<CoordinationMove>(ticket.allowed[0] ?? 'takeUp');
  const form = useForm<Values>({ opinionsBy: ticket.proposedBy, ground: '' });
  const submit = async () => {
    const result = await action.run({
      params: { id: ticket.id },
      body: { version: ticket.version, form: formOf(move, ticket, form.values) },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('done'));
    onDone();
  };
  return (
    <MoveForm
      title={say('next')}
      choose={say('chooseMove')}
      allowed={ticket.allowed}
      move={move}
      onMove={setMove}
      labelOf={(each) => say(`move.${each}`)}
      isFinal={move === 'dismiss'}
      problems={form.problems}
      busy={action.busy}
      onSubmit={submit}
    >
      <Fields ticket={ticket} move={move} form={form} />
    </MoveForm>
  );
}

function Fields(props: {
  readonly ticket: CoordinationDetail;
  readonly move: CoordinationMove;
  readonly form: FormState<Values>;
}) {
  const say = useText(coordinationPageText);
  const { ticket, move, form } = props;
  if (move === 'takeUp')
    return (
      <DayField
        name="opinionsBy"
        label={say('opinionsBy')}
        hint={say('takeUpHint')}
        error={form.error('opinionsBy')}
        value={form.values['opinionsBy'] ?? ''}
        onChange={form.set('opinionsBy')}
      />
    );
  return (
    <>
      {move === 'settle'
        ? ticket.demands.map((demand) => <Fate key={demand.findingId} demand={demand} form={form} />)
        : null}
      <TextArea
        name="ground"
        label={say('ground')}
        hint={say(move === 'settle' ? 'groundSettle' : 'groundDismiss')}
        wide
        rows={4}
        maxLength={2000}
        error={form.error('ground')}
        value={form.values['ground'] ?? ''}
        onChange={form.set('ground')}
      />
    </>
  );
}

function Fate(props: {
  readonly demand: CoordinationDetail['demands'][number];
  readonly form: FormState<Values>;
}) {
  const say = useText(coordinationPageText);
  const { demand, form } = props;
  const fate = `fate.${demand.findingId}`;
  const text = `text.${demand.findingId}`;
  return (
    <div className="coordination-fates">
      <p className="coordination-own coordination-words">{demand.text}</p>
      <SelectField
        name={fate}
        label={`${say('fate')} ${demand.agencyName}`}
        empty={null}
        wide
        choices={demandFates.map((value) => ({ value, label: say(`fate.${value}`) }))}
        value={fateOf(form.values[fate])}
        onChange={form.set(fate)}
      />
      {fateOf(form.values[fate]) === 'stands' ? null : (
        <TextArea
          name={text}
          label={say('fateNote')}
          wide
          rows={2}
          maxLength={1000}
          error={form.error(text)}
          value={form.values[text] ?? ''}
          onChange={form.set(text)}
        />
      )}
    </div>
  );
}
