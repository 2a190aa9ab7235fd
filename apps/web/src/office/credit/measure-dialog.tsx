/** One measure: kind, name, legal basis, authority, whom it reaches, term. */
import {
  fitsScope,
  type MeasureFields,
  measureFields,
  measureKinds,
  measureScopes,
} from '@mingcha/core/credit/measure.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useCheck } from '../registers/form-problems.ts';

const empty: MeasureFields = {
  kind: 'sanction',
  name: '',
  basis: '',
  authority: '',
  scope: 'listed',
  term: '',
  remark: '',
};
const texts = [
  ['name', 200],
  ['basis', 500],
  ['authority', 200],
  ['term', 200],
  ['remark', 300],
] as const;

export function MeasureDialog(props: {
  /** Null: a new one. */
  readonly start: MeasureFields | null;
  readonly onDone: (measure: MeasureFields) => void;
  readonly onClose: () => void;
}) {
  const say = useText(measurePageText);
  const ui = useUi();
  const check = useCheck();
  const form = useForm<MeasureFields>(props.start ?? empty);
  const done = () => {
    const problems = check(measureFields, form.values, (name) => say(name as Parameters<typeof say>[0]));
    if (problems.length > 0) form.setProblems(problems);
    else props.onDone(measureFields.parse(form.values));
  };
  return (
    <Dialog
      open
      wide
      title={say(props.start === null ? 'add' : 'edit')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" onClick={done}>
            {say('use')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Fields form={form} />
      </div>
    </Dialog>
  );
}

function Fields({ form }: { readonly form: FormState<MeasureFields> }) {
  const say = useText(measurePageText);
  const { values, set, error } = form;
  const scopes = measureScopes.filter((scope) => fitsScope({ kind: values.kind, scope }));
  const setKind = (next: string) => {
    const kind = measureKinds.find((each) => each === next) ?? 'sanction';
    set('kind')(kind);
    set('scope')(measureScopes.find((scope) => fitsScope({ kind, scope })) ?? 'listed');
  };
  return (
    <>
      <ErrorSummary problems={form.problems} />
      <RadioGroup
        name="kind"
        label={say('kind')}
        inline
        choices={measureKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={values.kind}
        onChange={setKind}
      />
      <SelectField
        name="scope"
        label={say('scope')}
        hint={say('scopeHint')}
        empty={null}
        choices={scopes.map((value) => ({ value, label: say(`scope.${value}`) }))}
        value={values.scope}
        onChange={(next) => set('scope')(scopes.find((each) => each === next) ?? 'listed')}
      />
      {texts.map(([name, most]) => (
        <TextField
          key={name}
          name={name}
          label={say(name)}
          {...(name === 'basis' ? { hint: say('basisHint') } : {})}
          optional={name === 'remark'}
          wide
          maxLength={most}
          error={error(name)}
          value={values[name]}
          onChange={set(name)}
        />
      ))}
    </>
  );
}
