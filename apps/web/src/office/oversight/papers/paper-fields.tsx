/** Fields of a paper of supervision: whom it is addressed to, its text, and what belongs to a talk. */
import type {
  SupervisionFields,
  SupervisionProposal,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import type { SupervisionKind } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';

export type PaperValues = Readonly<
  Record<
    | 'title'
    | 'addressee'
    | 'facts'
    | 'basis'
    | 'demands'
    | 'copies'
    | 'replyDue'
    | 'sectionId'
    | 'accountId'
    | 'on'
    | 'place'
    | 'host'
    | 'present'
    | 'recorder'
    | 'record',
    string
  >
>;

const noTalk = { on: null, place: '', host: '', present: '', recorder: '', record: '' };

/** A stored or proposed paper as typed texts. */
export function valuesOf({ content, to, replyDue }: SupervisionFields): PaperValues {
  const { talk, ...texts } = content;
  const { on, ...spoken } = talk ?? noTalk;
  return {
    ...texts,
    ...spoken,
    on: on ?? '',
    replyDue: replyDue ?? '',
    sectionId: to.sectionId ?? '',
    accountId: to.accountId ?? '',
  };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What was typed, as the route takes it. */
export function fieldsOf(kind: SupervisionKind, values: PaperValues): SupervisionFields {
  const { title, addressee, facts, basis, demands, copies } = values;
  const { on, place, host, present, recorder, record } = values;
  return {
    content: {
      title,
      addressee,
      facts,
      basis,
      demands,
      copies,
      talk: kind === 'talk' ? { on: orNull(on), place, host, present, recorder, record } : null,
    },
    to: { sectionId: orNull(values.sectionId), accountId: orNull(values.accountId) },
    replyDue: orNull(values.replyDue),
  };
}

/** Names of fields as refusals give them: `content.facts`, `to`, `content.talk`. */
export function fieldName(path: string): string {
  const last = path.split('.').at(-1) ?? '';
  if (last === 'to') return 'accountId';
  return last === 'talk' ? 'record' : last;
}

interface Props {
  readonly form: FormState<PaperValues>;
  readonly kind: SupervisionKind;
  readonly choices: Pick<SupervisionProposal, 'sections' | 'people'>;
}

export function PaperFields({ form, kind, choices }: Props) {
  const say = useText(supervisionPageText);
  const field = (name: keyof PaperValues) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <TextField {...field('title')} label={say('heading')} wide maxLength={120} />
      <RecipientFields form={form} choices={choices} />
      <TextField {...field('addressee')} label={say('addressee')} wide maxLength={200} />
      <TextArea {...field('facts')} label={say('facts')} wide rows={5} maxLength={3000} />
      <TextArea {...field('basis')} label={say('basis')} wide rows={4} maxLength={2000} />
      {kind === 'talk' ? <TalkFields form={form} /> : null}
      <TextArea {...field('demands')} label={say('demands')} wide rows={4} maxLength={2000} />
      <DayField {...field('replyDue')} label={say('replyDue')} hint={say('replyDueHint')} optional />
      <TextField {...field('copies')} label={say('copies')} optional wide maxLength={300} />
    </>
  );
}

function RecipientFields({ form, choices }: Pick<Props, 'form' | 'choices'>) {
  const say = useText(supervisionPageText);
  const options = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SelectField
        name="sectionId"
        label={say('section')}
        hint={say('toHint')}
        empty={say('wholeAgency')}
        disabled={form.values.accountId !== ''}
        choices={options(choices.sections)}
        value={form.values.accountId === '' ? form.values.sectionId : ''}
        onChange={form.set('sectionId')}
      />
      {choices.people.length === 0 ? null : (
        <SelectField
          name="accountId"
          label={say('person')}
          empty={say('anybody')}
          choices={options(choices.people)}
          error={form.error('accountId')}
          value={form.values.accountId}
          onChange={form.set('accountId')}
        />
      )}
    </>
  );
}

function TalkFields({ form }: Pick<Props, 'form'>) {
  const say = useText(supervisionPageText);
  const field = (name: keyof PaperValues) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <DayField {...field('on')} label={say('talkOn')} optional />
      <TextField {...field('place')} label={say('talkPlace')} optional maxLength={100} />
      <TextField {...field('host')} label={say('talkHost')} optional maxLength={100} />
      <TextField {...field('present')} label={say('talkPresent')} optional maxLength={200} />
      <TextField {...field('recorder')} label={say('talkRecorder')} optional maxLength={60} />
      <TextArea
        {...field('record')}
        label={say('talkRecord')}
        hint={say('talkRecordHint')}
        optional
        wide
        rows={8}
        maxLength={4000}
      />
    </>
  );
}
