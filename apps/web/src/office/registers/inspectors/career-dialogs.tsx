/** Recording a certificate or a change of post, and cancelling a change. */
import {
  type CertificateRow,
  certificateFields,
  certificateKinds,
  certificateStatuses,
  postChangeFields,
} from '@mingcha/core/registers/inspectors/career.ts';
import {
  cancelPostChange,
  recordPostChange,
  saveCertificate,
} from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { postChangeKinds } from '@mingcha/core/registers/inspectors/standing.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

interface CareerDialogProps {
  readonly inspectorId: string;
  readonly onClose: () => void;
}
type TextKey = keyof typeof careerPageText.zh;

const newCertificate = {
  kind: 'enforcement' as string,
  number: '',
  issuer: '',
  scope: '',
  validFrom: '',
  validTo: '',
  status: 'valid' as string,
  main: false,
};

function certificateValues(row: CertificateRow): typeof newCertificate {
  const { id: _, ...fields } = row;
  return { ...fields, validFrom: row.validFrom ?? '', validTo: row.validTo ?? '' };
}
const dayOrNull = (day: string) => (day === '' ? null : day);

function useCertificateForm(props: CareerDialogProps & { readonly row: CertificateRow | null }) {
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveCertificate);
  const form = useForm(props.row === null ? newCertificate : certificateValues(props.row));
  const submit = async () => {
    const { main, validFrom, validTo, ...texts } = form.values;
    const fields = { ...texts, validFrom: dayOrNull(validFrom), validTo: dayOrNull(validTo) };
    const problems = check(certificateFields, fields, (name) => say(`certificate_${name}` as TextKey));
    if (problems.length > 0) return form.setProblems(problems);
    const body = { ...certificateFields.parse(fields), main };
    const result = await save.run({ params: { id: props.inspectorId }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedCertificate'));
    props.onClose();
  };
  return { form, submit, busy: save.busy };
}

export function CertificateDialog(props: CareerDialogProps & { readonly row: CertificateRow | null }) {
  const say = useText(careerPageText);
  const ui = useUi();
  const { form, submit, busy } = useCertificateForm(props);
  const field = (name: 'kind' | 'number' | 'issuer' | 'scope' | 'validFrom' | 'validTo' | 'status') => ({
    name,
    label: say(`certificate_${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog
      open
      title={say(props.row === null ? 'certificateNew' : 'certificateEdit')}
      onClose={props.onClose}
    >
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        {props.row === null ? (
          <>
            <SelectField
              {...field('kind')}
              empty={null}
              choices={certificateKinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
            />
            <TextField {...field('number')} mono maxLength={40} />
          </>
        ) : (
          <p>
            {say(`kind_${props.row.kind}`)} <span className="mono">{props.row.number}</span>
          </p>
        )}
        <TextField {...field('issuer')} optional maxLength={100} />
        <TextField {...field('scope')} optional maxLength={200} />
        <DayField {...field('validFrom')} optional />
        <DayField {...field('validTo')} optional />
        <SelectField
          {...field('status')}
          empty={null}
          choices={certificateStatuses.map((value) => ({ value, label: say(`cert_${value}`) }))}
        />
        {form.values.kind === 'enforcement' && props.row?.main !== true ? (
          <Checkbox
            name="main"
            label={say('makeMain')}
            hint={say('makeMainHint')}
            checked={form.values.main}
            onChange={form.set('main')}
          />
        ) : null}
      </Form>
    </Dialog>
  );
}

export function ChangeDialog(props: CareerDialogProps) {
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(recordPostChange);
  const form = useForm({ kind: '', fromDay: '', toDay: '', reason: '' });
  const ends = form.values.kind === 'leave' || form.values.kind === 'suspension';
  const submit = async () => {
    const fields = { ...form.values, toDay: ends ? dayOrNull(form.values.toDay) : null };
    const problems = check(postChangeFields, fields, (name) => say(`change_${name}` as TextKey));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({
      params: { id: props.inspectorId },
      body: postChangeFields.parse(fields),
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedChange'));
    props.onClose();
  };
  const field = (name: 'kind' | 'fromDay' | 'toDay' | 'reason') => ({
    name,
    label: say(`change_${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say('changeNew')} onClose={props.onClose}>
      <p>{say('changeHint')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('changeNew')} busy={save.busy} onClose={props.onClose} />}
      >
        <SelectField
          {...field('kind')}
          choices={postChangeKinds.map((value) => ({ value, label: say(`change_${value}`) }))}
        />
        <DayField {...field('fromDay')} />
        {ends ? <DayField {...field('toDay')} hint={say('change_toDayHint')} optional /> : null}
        <TextArea {...field('reason')} rows={2} maxLength={200} warnSecrets />
      </Form>
    </Dialog>
  );
}

export function CancelChangeDialog(props: CareerDialogProps & { readonly changeId: string }) {
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const cancel = useApiAction(cancelPostChange);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const problems = check(cancelPostChange.body.pick({ reason: true }), form.values, () =>
      say('change_reason'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const params = { id: props.inspectorId, changeId: props.changeId };
    const result = await cancel.run({ params, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('cancelledChange'));
    props.onClose();
  };
  return (
    <Dialog open title={say('cancelChange')} onClose={props.onClose}>
      <p>{say('cancelChangeText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <DialogButtons verb={say('cancelChange')} busy={cancel.busy} danger onClose={props.onClose} />
        }
      >
        <TextArea
          name="reason"
          label={say('change_reason')}
          error={form.error('reason')}
          rows={2}
          maxLength={200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
