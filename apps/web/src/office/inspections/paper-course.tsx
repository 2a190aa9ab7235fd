/** Course of a paper visit and its signatures, as typed from the paper. */
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { partyOpinions } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { partySeals } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import type { FormState } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { paperOutcomes, type TypedPaper } from './paper-values.ts';

export interface PaperPart {
  readonly visit: PackedVisit;
  readonly form: FormState<TypedPaper>;
}

type TextName = {
  [K in keyof TypedPaper]: TypedPaper[K] extends string ? K : never;
}[keyof TypedPaper];

/** Name, value, error and change of one text field. */
export function textOf(form: FormState<TypedPaper>, name: TextName) {
  return {
    name,
    value: form.values[name],
    error: form.error(name),
    onChange: (value: string) => form.set(name)(value as never),
  };
}

const inspectorsOf = (visit: PackedVisit) =>
  visit.members.filter(
    (each) =>
      (each.role === 'lead' || each.role === 'member') &&
      (each.state === 'assigned' || each.state === 'claimed'),
  );

export function PaperCourse({ visit, form }: PaperPart) {
  const say = useText(visitPageText);
  const own = inspectorsOf(visit).filter((each) => each.agencyId === visit.agencyId);
  const isHeld = form.values.outcome === 'normal';
  return (
    <>
      <div className="result-row">
        <SelectField
          label={say('member')}
          empty={null}
          choices={own.map((each) => ({ value: each.id, label: each.name }))}
          {...textOf(form, 'memberId')}
        />
        <TextField type="datetime-local" label={say('enteredAt')} {...textOf(form, 'enteredAt')} />
        <TextField type="datetime-local" label={say('endedAt')} {...textOf(form, 'endedAt')} />
      </div>
      <div className="result-row">
        <SelectField
          label={say('outcomeField')}
          empty={null}
          choices={paperOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
          {...textOf(form, 'outcome')}
        />
        <TextField label={say('place')} maxLength={200} {...textOf(form, 'place')} />
      </div>
      {visit.approvedAt === null ? (
        <TextField label={say('emergency')} maxLength={300} optional {...textOf(form, 'emergency')} />
      ) : null}
      {isHeld ? <Held form={form} /> : <NotHeld form={form} />}
    </>
  );
}

function Held({ form }: Pick<PaperPart, 'form'>) {
  const say = useText(visitPageText);
  return (
    <>
      <div className="result-row">
        <TextField label={say('repName')} maxLength={60} {...textOf(form, 'repName')} />
        <TextField label={say('repPost')} maxLength={60} optional {...textOf(form, 'repPost')} />
        <TextField label={say('repPhone')} maxLength={40} optional {...textOf(form, 'repPhone')} />
      </div>
      <div className="result-row">
        <Checkbox
          name="certificatesShown"
          label={say('certificatesShown')}
          checked={form.values.certificatesShown}
          onChange={form.set('certificatesShown')}
        />
        <Checkbox
          name="rightsTold"
          label={say('rightsTold')}
          checked={form.values.rightsTold}
          onChange={form.set('rightsTold')}
        />
      </div>
      <RadioGroup
        label={say('recusal')}
        inline
        choices={(['notAsked', 'asked'] as const).map((value) => ({
          value,
          label: say(`recusal.${value}`),
        }))}
        {...textOf(form, 'recusal')}
      />
      <TextArea label={say('situation')} rows={4} maxLength={8000} optional {...textOf(form, 'situation')} />
      <TextArea label={say('guidance')} rows={2} maxLength={2000} optional {...textOf(form, 'guidance')} />
    </>
  );
}

function NotHeld({ form }: Pick<PaperPart, 'form'>) {
  const say = useText(visitPageText);
  return (
    <>
      <TextArea label={say('outcomeFacts')} rows={3} maxLength={2000} {...textOf(form, 'facts')} />
      <Witness form={form} />
    </>
  );
}

function Witness({ form }: Pick<PaperPart, 'form'>) {
  const say = useText(visitPageText);
  return (
    <div className="result-row">
      <TextField label={say('witness')} maxLength={60} optional {...textOf(form, 'witness')} />
      <TextField label={say('witnessContact')} maxLength={60} optional {...textOf(form, 'witnessContact')} />
    </div>
  );
}

export function PaperSigning({ visit, form }: PaperPart) {
  const say = useText(visitPageText);
  const isHeld = form.values.outcome === 'normal';
  return (
    <>
      <CheckboxGroup
        name="signedBy"
        label={say('signedBy')}
        error={form.error('signedBy')}
        choices={inspectorsOf(visit).map((each) => ({ value: each.id, label: each.name }))}
        value={form.values.signedBy}
        onChange={form.set('signedBy')}
      />
      {isHeld ? <Party form={form} /> : null}
      {visit.numbers.length === 0 ? (
        <p className="secondary">{say('noNumbers')}</p>
      ) : (
        <CheckboxGroup
          name="numbers"
          label={say('numbers')}
          optional
          choices={visit.numbers
            .filter((each) => each.kind !== 'notice')
            .map((each) => ({
              value: `${each.kind} ${each.no}`,
              label: `${say(`paper.${each.kind}`)} ${each.text}`,
            }))}
          value={form.values.numbers}
          onChange={form.set('numbers')}
        />
      )}
    </>
  );
}

function Party({ form }: Pick<PaperPart, 'form'>) {
  const say = useText(visitPageText);
  return (
    <>
      <div className="result-row">
        <SelectField
          label={say('feedback')}
          empty={null}
          choices={partyOpinions.map((value) => ({ value, label: say(`opinion.${value}`) }))}
          {...textOf(form, 'opinion')}
        />
        <TextField label={say('statement')} maxLength={2000} optional {...textOf(form, 'statement')} />
      </div>
      <div className="result-row">
        <SelectField
          label={say('partySigned')}
          empty={null}
          choices={(['signed', 'refused'] as const).map((value) => ({ value, label: say(`party.${value}`) }))}
          {...textOf(form, 'party')}
        />
        <TextField label={say('partyName')} maxLength={60} optional {...textOf(form, 'partyName')} />
        <SelectField
          label={say('partySeal')}
          empty={null}
          choices={partySeals.map((value) => ({ value, label: say(`seal.${value}`) }))}
          {...textOf(form, 'seal')}
        />
      </div>
      {form.values.party === 'refused' ? (
        <>
          <TextField label={say('refusalReason')} maxLength={300} {...textOf(form, 'reason')} />
          <Witness form={form} />
        </>
      ) : null}
    </>
  );
}
