/** What this person may do with the objection now: one form per step, buttons only for what is allowed. */
import { replyWays } from '@mingcha/core/publications/objections/objection.ts';
import { applyObjection, type ObjectionDetail } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { AssignPart, NotePart, type Typed } from './intake-forms.tsx';
import { today } from './intake-frame.tsx';
import { ProposeForm } from './propose-form.tsx';
import { type StepProps, useMove } from './use-move.ts';

export function NextStep({ found, onDone }: StepProps) {
  const say = useText(objectionPageText);
  const can = (move: ObjectionDetail['allowed'][number]) => found.allowed.includes(move);
  const props = { found, onDone };
  return (
    <Section title={say('next')}>
      {found.isInvolved ? <Notice tone="warning">{say('involved')}</Notice> : null}
      {found.allowed.length === 0 && !found.isInvolved ? (
        <p className="secondary">{say('nothingToDo')}</p>
      ) : null}
      {can('accept') ? <AcceptForm {...props} /> : null}
      {can('assign') ? <AssignForm {...props} /> : null}
      {can('decide') ? <DecideForm {...props} /> : null}
      {can('note') ? <NoteForm {...props} /> : null}
      {can('propose') ? <ProposeForm {...props} /> : null}
      {can('reply') ? <ReplyForm {...props} /> : null}
      {can('apply') ? <ApplyForm {...props} /> : null}
      {can('close') ? <CloseForm {...props} /> : null}
    </Section>
  );
}

function Area(props: {
  readonly form: FormState<Typed>;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}) {
  const { form, name, ...rest } = props;
  return (
    <TextArea
      {...rest}
      name={name}
      wide
      rows={3}
      maxLength={1000}
      error={form.error(name)}
      value={form.values[name] ?? ''}
      onChange={form.set(name)}
    />
  );
}

function AcceptForm(props: StepProps) {
  const say = useText(objectionPageText);
  const { form, send, busy } = useMove(props, { note: '' });
  const note = form.values['note'] ?? '';
  const mayReject = props.found.allowed.includes('reject');
  return (
    <div className="intake-form">
      <p>{say('acceptText')}</p>
      <ErrorSummary problems={form.problems} />
      {mayReject ? (
        <Area form={form} name="note" label={say('rejectReason')} hint={say('rejectHint')} optional />
      ) : null}
      <div className="button-row">
        {mayReject ? (
          <Button busy={busy} onClick={() => void send({ move: 'reject', note })}>
            {say('reject')}
          </Button>
        ) : null}
        <Button kind="primary" busy={busy} onClick={() => void send({ move: 'accept', note: '' })}>
          {say('accept')}
        </Button>
      </div>
    </div>
  );
}

function AssignForm(props: StepProps) {
  const say = useText(objectionPageText);
  return (
    <AssignPart
      move={useMove(props, { handlerId: '' })}
      handlers={props.found.handlers}
      isAssigned={props.found.handlerName !== null}
      label={say('handler')}
      hint={say('assignHint')}
      action={say('assign')}
    />
  );
}

function NoteForm(props: StepProps) {
  const say = useText(objectionPageText);
  return <NotePart move={useMove(props, { note: '' })} label={say('note')} action={say('addNote')} />;
}

function DecideForm(props: StepProps) {
  const say = useText(objectionPageText);
  const { form, send, busy } = useMove(props, { note: '' });
  const note = form.values['note'] ?? '';
  return (
    <div className="intake-form">
      <h3>{say('decideHead')}</h3>
      <ErrorSummary problems={form.problems} />
      <Area form={form} name="note" label={say('opinion')} hint={say('opinionNeeded')} optional />
      <div className="button-row">
        <Button busy={busy} onClick={() => void send({ move: 'return', note })}>
          {say('sendBack')}
        </Button>
        <Button kind="primary" busy={busy} onClick={() => void send({ move: 'decide', note })}>
          {say('decide')}
        </Button>
      </div>
    </div>
  );
}

function ReplyForm(props: StepProps) {
  const say = useText(objectionPageText);
  const { form, send, busy } = useMove(props, {
    documentNumber: '',
    text: '',
    way: 'inPerson',
    repliedOn: today(),
  });
  const value = (name: string) => form.values[name] ?? '';
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <TextField
        name="documentNumber"
        label={say('documentNumber')}
        optional
        maxLength={100}
        value={value('documentNumber')}
        onChange={form.set('documentNumber')}
      />
      <SelectField
        name="way"
        label={say('way')}
        empty={null}
        choices={replyWays.map((way) => ({ value: way, label: say(`way.${way}`) }))}
        value={value('way')}
        onChange={form.set('way')}
      />
      <DayField
        name="repliedOn"
        label={say('repliedOn')}
        error={form.error('repliedOn')}
        value={value('repliedOn')}
        onChange={form.set('repliedOn')}
      />
      <Area form={form} name="text" label={say('replyText')} optional />
      <div className="button-row">
        <Button
          kind="primary"
          busy={busy}
          onClick={() =>
            void send({
              move: 'reply',
              documentNumber: value('documentNumber'),
              text: value('text'),
              way: replyWays.find((way) => way === value('way')) ?? 'inPerson',
              repliedOn: value('repliedOn'),
            })
          }
        >
          {say('reply')}
        </Button>
      </div>
    </div>
  );
}

function ApplyForm({ found, onDone }: StepProps) {
  const say = useText(objectionPageText);
  const toast = useToast();
  const apply = useApiAction(applyObjection);
  const form = useForm({});
  const send = async () => {
    const result = await apply.run({ params: { id: found.id }, body: { version: found.version } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('applied'));
    onDone();
  };
  return (
    <div className="intake-form">
      <p>{say(found.proposal?.isWithdrawn === true ? 'applyWithdraw' : 'applyText')}</p>
      <ErrorSummary problems={form.problems} />
      <div className="button-row">
        <Button kind="primary" busy={apply.busy} onClick={() => void send()}>
          {say('apply')}
        </Button>
      </div>
    </div>
  );
}

function CloseForm(props: StepProps) {
  const say = useText(objectionPageText);
  const { form, send, busy } = useMove(props, {});
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <div className="button-row">
        <Button kind="primary" busy={busy} onClick={() => void send({ move: 'close', note: '' })}>
          {say('close')}
        </Button>
      </div>
    </div>
  );
}
