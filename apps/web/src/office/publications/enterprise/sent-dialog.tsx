/** Records how a printed letter left the house; it then stands in the log of sending. */
import {
  type EnterpriseAccess,
  type LetterWay,
  letterWays,
  markLetterSent,
} from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { localOf } from '../../draws/form/draft.ts';

interface Typed {
  readonly way: LetterWay;
  readonly sentOn: string;
  readonly to: string;
  readonly number: string;
}

export function SentDialog(props: {
  readonly letter: EnterpriseAccess['letters'][number];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(enterpriseOfficeText);
  const ui = useUi();
  const toast = useToast();
  const mark = useApiAction(markLetterSent);
  const form = useForm<Typed>({
    way: 'withNotice',
    sentOn: localOf(nowInstant()).slice(0, 10),
    to: '',
    number: '',
  });
  const submit = async () => {
    const result = await mark.run({ params: { id: props.letter.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('sentDone'));
    props.onDone();
  };
  return (
    <Dialog open title={say('markSentTitle')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={mark.busy}>
              {say('markSent')}
            </Button>
          </>
        }
      >
        <p>{say('markSentLead')}</p>
        <SentFields form={form} />
      </Form>
    </Dialog>
  );
}

function SentFields({ form }: { readonly form: FormState<Typed> }) {
  const say = useText(enterpriseOfficeText);
  const { values, set } = form;
  return (
    <>
      <RadioGroup
        name="way"
        label={say('letterWay')}
        choices={letterWays.map((value) => ({ value, label: say(`letterWay.${value}`) }))}
        value={values.way}
        onChange={(value) => set('way')(letterWays.find((one) => one === value) ?? 'withNotice')}
      />
      <DayField
        name="sentOn"
        label={say('sentOn')}
        value={values.sentOn}
        onChange={set('sentOn')}
        error={form.error('sentOn')}
      />
      <TextField
        name="to"
        label={say('sentTo')}
        optional={values.way !== 'inPerson'}
        maxLength={60}
        value={values.to}
        onChange={set('to')}
        error={form.error('to')}
      />
      {values.way === 'post' ? (
        <TextField
          name="number"
          label={say('sentNumber')}
          maxLength={60}
          value={values.number}
          onChange={set('number')}
          error={form.error('number')}
        />
      ) : null}
    </>
  );
}
