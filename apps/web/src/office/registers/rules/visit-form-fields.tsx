/** The fields of a visit; reasons and procedures are asked for only where the rule book wants them. */
import { bodyLevels, type VisitJudgement } from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { capExemptions, entryKinds } from '@mingcha/core/registers/rules/rule-book.ts';
import { useMemo, useState } from 'react';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { type Choice, DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useFoundInspectors, useFoundObjects, withChosen } from '../use-found.ts';
import { useRuleWord } from './rule-words.ts';
import type { VisitValues } from './visit-values.ts';

interface FieldsProps {
  readonly form: FormState<VisitValues>;
  readonly judgement: VisitJudgement | null;
}

export function VisitFormFields(props: FieldsProps) {
  return (
    <>
      <ObjectAndDay {...props} />
      <WhoVisited {...props} />
      <KindFields {...props} />
      <AskedFields {...props} />
    </>
  );
}

function ObjectAndDay({ form }: FieldsProps) {
  const say = useText(frequencyPageText);
  const found = useFoundObjects();
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  return (
    <>
      <ChooseField
        name="objectId"
        label={say('object')}
        error={form.error('objectId')}
        choices={withChosen(found.choices, chosen)}
        loading={found.loading}
        onSearch={found.onSearch}
        value={form.values.objectId === '' ? [] : [form.values.objectId]}
        onChange={(ids) => {
          setChosen(withChosen(found.choices, chosen).filter((one) => ids.includes(one.value)));
          form.set('objectId')(ids[0] ?? '');
        }}
      />
      <DayField
        name="enteredOn"
        label={say('day')}
        error={form.error('enteredOn')}
        value={form.values.enteredOn}
        onChange={form.set('enteredOn')}
      />
    </>
  );
}

function WhoVisited({ form }: FieldsProps) {
  const say = useText(frequencyPageText);
  const { values } = form;
  return (
    <>
      <RadioGroup
        name="of"
        label={say('whoVisited')}
        inline
        choices={(['own', 'outside'] as const).map((value) => ({ value, label: say(`who.${value}`) }))}
        value={values.of}
        onChange={(of) => form.set('of')(of === 'outside' ? 'outside' : 'own')}
      />
      {values.of === 'outside' ? (
        <div className="rule-row">
          <TextField
            name="bodyName"
            label={say('bodyName')}
            maxLength={100}
            error={form.error('bodyName')}
            value={values.bodyName}
            onChange={form.set('bodyName')}
          />
          <SelectField
            name="bodyLevel"
            label={say('bodyLevel')}
            empty={null}
            choices={bodyLevels.map((value) => ({ value, label: say(`level.${value}`) }))}
            value={values.bodyLevel}
            onChange={(level) => form.set('bodyLevel')(bodyLevels.find((one) => one === level) ?? '')}
          />
          <TextField
            name="qualification"
            label={say('qualification')}
            hint={say('qualificationHint')}
            optional
            maxLength={200}
            value={values.qualification}
            onChange={form.set('qualification')}
          />
        </div>
      ) : (
        <Inspectors form={form} />
      )}
    </>
  );
}

/** Inspectors of the own directory, by the number of their certificate. */
function Inspectors({ form }: Pick<FieldsProps, 'form'>) {
  const say = useText(frequencyPageText);
  const found = useFoundInspectors(true);
  const choices = useMemo(
    () =>
      found.choices.map((one) => {
        const [name = '', number = ''] = one.label.split(' · ');
        return { value: number, label: one.label, name };
      }),
    [found.choices],
  );
  const chosen = form.values.inspectors.map((one) => ({
    value: one.number,
    label: `${one.name} · ${one.number}`,
  }));
  return (
    <ChooseField
      name="inspectors"
      label={say('inspectors')}
      hint={say('inspectorsHint')}
      optional
      many
      choices={withChosen(choices, chosen)}
      loading={found.loading}
      onSearch={found.onSearch}
      value={form.values.inspectors.map((one) => one.number)}
      onChange={(numbers) =>
        form.set('inspectors')(
          numbers.map(
            (number) =>
              form.values.inspectors.find((one) => one.number === number) ?? {
                number,
                name: choices.find((one) => one.value === number)?.name ?? number,
              },
          ),
        )
      }
    />
  );
}

function KindFields({ form, judgement }: FieldsProps) {
  const say = useText(frequencyPageText);
  const word = useRuleWord();
  const { values } = form;
  return (
    <>
      <div className="rule-row">
        <SelectField
          name="kind"
          label={say('kind')}
          empty={null}
          choices={entryKinds.map((value) => ({ value, label: word(`kind.${value}`) }))}
          value={values.kind}
          onChange={(kind) => form.set('kind')(entryKinds.find((one) => one === kind) ?? 'routine')}
        />
        <SelectField
          name="finding"
          label={say('finding')}
          empty={null}
          choices={(['none', 'no', 'yes'] as const).map((value) => ({
            value,
            label: say(`finding.${value}`),
          }))}
          value={values.finding}
          onChange={(value) => form.set('finding')(value === 'yes' || value === 'no' ? value : 'none')}
        />
        <SelectField
          name="exemption"
          label={say('exemption')}
          empty={say('exemptionNone')}
          choices={capExemptions.map((value) => ({ value, label: word(`exemption.${value}`) }))}
          value={values.exemption}
          onChange={form.set('exemption')}
        />
      </div>
      {values.exemption === '' ? null : (
        <TextField
          name="exemptionNote"
          label={say('exemptionNote')}
          hint={say('exemptionNoteHint')}
          maxLength={200}
          error={form.error('exemptionNote')}
          value={values.exemptionNote}
          onChange={form.set('exemptionNote')}
        />
      )}
      <JoinField form={form} judgement={judgement} />
    </>
  );
}

function JoinField({ form, judgement }: FieldsProps) {
  const say = useText(frequencyPageText);
  const { values } = form;
  const joinable = judgement?.joinable ?? [];
  if (joinable.length === 0 && values.joinsEntryId === '') return null;
  return (
    <SelectField
      name="joinsEntryId"
      label={say('joins')}
      empty={say('joinsNone')}
      error={form.error('joinsEntryId')}
      choices={joinable.map((one) => ({ value: one.entryId, label: one.bodyName }))}
      value={values.joinsEntryId}
      onChange={form.set('joinsEntryId')}
    />
  );
}

function AskedFields({ form, judgement }: FieldsProps) {
  const say = useText(frequencyPageText);
  const { values } = form;
  const isRepeated = (judgement?.repeated.length ?? 0) > 0 || values.repeatReason !== '';
  const isOutside = (judgement?.outside ?? null) !== null || values.assistance !== '';
  return (
    <>
      {isRepeated ? (
        <TextField
          name="repeatReason"
          label={say('repeatReason')}
          maxLength={300}
          error={form.error('repeatReason')}
          value={values.repeatReason}
          onChange={form.set('repeatReason')}
        />
      ) : null}
      {isOutside ? (
        <TextField
          name="assistance"
          label={say('assistance')}
          hint={say('assistanceHint')}
          maxLength={300}
          error={form.error('assistance')}
          value={values.assistance}
          onChange={form.set('assistance')}
        />
      ) : null}
      <TextArea
        name="note"
        label={say('note')}
        optional
        rows={2}
        maxLength={500}
        value={values.note}
        onChange={form.set('note')}
      />
    </>
  );
}
