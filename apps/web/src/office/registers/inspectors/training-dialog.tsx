/** One course for everybody who took part. */
import { trainingResults } from '@mingcha/core/registers/inspectors/career.ts';
import { recordTraining } from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { listTeachable } from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { type Choice, DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { useFoundInspectors, withChosen } from '../use-found.ts';

const empty = {
  course: '',
  organiser: '',
  fromDay: '',
  toDay: '',
  hours: '',
  result: 'attended',
  note: '',
  sheet: '',
  inspectorIds: [] as readonly string[],
};
type TextName = Exclude<keyof typeof empty, 'inspectorIds' | 'sheet'>;

function useTrainingForm(onDone: () => void) {
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(recordTraining);
  const form = useForm(empty);
  const submit = async () => {
    const { hours, toDay, sheet, ...rest } = form.values;
    const [sheetId, sheetVersion] = sheet.split(' ');
    const body = {
      ...rest,
      toDay: toDay === '' ? rest.fromDay : toDay,
      hoursTenths: Math.round(Number(hours) * 10),
      ...(sheetId && sheetVersion ? { sheetId, sheetVersion: Number(sheetVersion) } : {}),
    };
    const asked = recordTraining.body.omit({ actionId: true });
    const problems = check(asked, body, (name) => {
      if (name === 'hoursTenths') return say('training_hours');
      return name === 'inspectorIds' ? say('training_people') : say(`training_${name}` as 'training_course');
    }).map((problem) =>
      problem.field === 'hoursTenths' ? { field: 'hours', message: say('hoursWrong') } : problem,
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ body: asked.parse(body) });
    if (!result.ok) return form.refuse(result.error);
    const { recorded: n, known } = result.value;
    toast(known === 0 ? say('trainingSaved', { n }) : say('trainingSavedKnown', { n, known }));
    onDone();
  };
  return { form, submit, busy: save.busy };
}

export function TrainingDialog(props: { readonly onClose: () => void }) {
  const say = useText(careerPageText);
  const ui = useUi();
  const { form, submit, busy } = useTrainingForm(props.onClose);
  const found = useFoundInspectors(true);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const choices = withChosen(found.choices, chosen);
  const field = (name: TextName) => ({
    name,
    label: say(`training_${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say('trainingNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        <TextField {...field('course')} maxLength={200} />
        <TextField {...field('organiser')} optional maxLength={100} />
        <DayField {...field('fromDay')} />
        <DayField {...field('toDay')} optional />
        <TextField
          {...field('hours')}
          hint={say('training_hoursHint')}
          inputMode="decimal"
          short
          maxLength={6}
        />
        <SelectField
          {...field('result')}
          empty={null}
          choices={trainingResults.map((value) => ({ value, label: say(`result_${value}`) }))}
        />
        <ChooseField
          name="inspectorIds"
          label={say('training_people')}
          many
          error={form.error('inspectorIds')}
          choices={choices}
          value={form.values.inspectorIds}
          onChange={(ids) => {
            setChosen(choices.filter((choice) => ids.includes(choice.value)));
            form.set('inspectorIds')(ids);
          }}
          onSearch={found.onSearch}
          loading={found.loading}
        />
        <SheetField value={form.values.sheet} onChange={form.set('sheet')} />
        <TextField {...field('note')} optional maxLength={200} />
      </Form>
    </Dialog>
  );
}

/** The sheet version that the course taught, for the gate "trained on this sheet". */
function SheetField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const word = useText(trainingPageText);
  const sheets = useApiQuery(listTeachable);
  return (
    <SelectField
      name="sheet"
      label={word('trainedSheet')}
      hint={word('trainedSheetHint')}
      optional
      empty={word('sheetNone')}
      choices={(sheets.data?.rows ?? []).map((row) => ({
        value: `${row.sheetId} ${row.version}`,
        label: word(row.published ? 'sheetOf' : 'sheetAhead', { name: row.name, version: row.version }),
      }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
