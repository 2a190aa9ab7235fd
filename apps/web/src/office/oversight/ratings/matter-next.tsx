/** The next step with an opinion: one form whose fields follow from the step. */
import {
  moveMatter,
  type RatingMatterDetail,
  type RatingMoveForm,
} from '@mingcha/core/oversight/ratings/rating-api.ts';
import { type RatingMove, ratingOutcomes } from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { ratingPageText } from '@mingcha/core/oversight/ratings/rating-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { MoveForm } from '../../parts/move-form.tsx';

interface Values {
  readonly handlerId: string;
  readonly agencyId: string;
  readonly outcome: string;
  readonly words: string;
}

function formOf(move: RatingMove, { handlerId, agencyId, outcome, words }: Values): RatingMoveForm {
  if (move === 'assign') return { move, handlerId };
  if (move === 'askAgency') return { move, agencyId, words };
  if (move === 'close')
    return { move, outcome: ratingOutcomes.find((each) => each === outcome) ?? 'noted', answer: words };
  return { move, words };
}

export function MatterNext(props: { readonly matter: RatingMatterDetail; readonly onDone: () => void }) {
  const say = useText(ratingPageText);
  const toast = useToast();
  const { matter } = props;
  const action = useApiAction(moveMatter);
  const [move, setMove] = useState<RatingMove>(matter.state === 'assigned' ? 'note' : 'assign');
  const form = useForm<Values>({
    handlerId: '',
    agencyId: matter.agencies[0]?.id ?? '',
    outcome: 'explained',
    words: '',
  });
  const shown = matter.allowed.includes(move) ? move : (matter.allowed[0] ?? 'assign');
  const submit = async () => {
    const result = await action.run({
      params: { id: matter.id },
      body: { version: matter.version, form: formOf(shown, form.values) },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('done'));
    props.onDone();
  };
  return (
    <MoveForm
      title={say('next')}
      choose={say('chooseMove')}
      allowed={matter.allowed}
      move={shown}
      onMove={setMove}
      labelOf={(each) => say(`move.${each}`)}
      problems={form.problems}
      busy={action.busy}
      onSubmit={submit}
    >
      <Fields matter={matter} move={shown} form={form} />
    </MoveForm>
  );
}

function Fields(props: {
  readonly matter: RatingMatterDetail;
  readonly move: RatingMove;
  readonly form: FormState<Values>;
}) {
  const say = useText(ratingPageText);
  const { matter, move, form } = props;
  if (move === 'assign')
    return (
      <SelectField
        name="handlerId"
        label={say('handler')}
        empty={say('choose')}
        wide
        choices={matter.handlers.map(({ id, name }) => ({ value: id, label: name }))}
        error={form.error('handlerId')}
        value={form.values.handlerId}
        onChange={form.set('handlerId')}
      />
    );
  return (
    <>
      {move === 'askAgency' ? (
        <SelectField
          name="agencyId"
          label={say('chooseAgency')}
          empty={null}
          wide
          choices={matter.agencies.map(({ id, name }) => ({ value: id, label: name }))}
          error={form.error('agencyId')}
          value={form.values.agencyId}
          onChange={form.set('agencyId')}
        />
      ) : null}
      {move === 'close' ? (
        <SelectField
          name="outcome"
          label={say('outcome')}
          empty={null}
          wide
          choices={ratingOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
          value={form.values.outcome}
          onChange={form.set('outcome')}
        />
      ) : null}
      <TextArea
        name="words"
        label={say(move === 'close' ? 'answer' : 'words')}
        hint={say(`hint.${move}`)}
        wide
        rows={5}
        maxLength={2000}
        error={form.error('words') ?? form.error('answer' as 'words')}
        value={form.values.words}
        onChange={form.set('words')}
      />
    </>
  );
}
