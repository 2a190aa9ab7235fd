/** Entering staff without a certificate, and moving somebody who gained one to the inspectors. */
import { inspectorFacets } from '@mingcha/core/registers/inspector-api.ts';
import {
  type AuxiliaryRow,
  auxiliaryFields,
  certifyAuxiliary,
  saveAuxiliary,
} from '@mingcha/core/registers/inspectors/auxiliary.ts';
import { establishments } from '@mingcha/core/registers/inspectors/career.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

function useAuxiliaryForm(row: AuxiliaryRow | null, onDone: () => void) {
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveAuxiliary);
  const form = useForm({
    name: row?.name ?? '',
    establishment: (row?.establishment ?? 'contract') as string,
    post: row?.post ?? '',
    duties: row?.duties ?? '',
    sectionId: row?.sectionId ?? '',
    status: row?.status === 'inactive' ? 'inactive' : 'active',
  });
  const submit = async () => {
    const { status, sectionId, ...texts } = form.values;
    const fields = { ...texts, sectionId: sectionId === '' ? null : sectionId };
    const labels: Readonly<Record<string, string>> = {
      name: say('aux_name'),
      post: say('aux_post'),
      duties: say('aux_duties'),
    };
    const problems = check(auxiliaryFields, fields, (name) => labels[name] ?? name);
    if (problems.length > 0) return form.setProblems(problems);
    const known = row === null ? {} : { id: row.id, version: row.version };
    const body = {
      ...auxiliaryFields.parse(fields),
      ...known,
      status: status === 'inactive' ? ('inactive' as const) : ('active' as const),
    };
    const result = await save.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedAuxiliary', { name: fields.name }));
    onDone();
  };
  return { form, submit, busy: save.busy };
}

export function AuxiliaryDialog(props: { readonly row: AuxiliaryRow | null; readonly onClose: () => void }) {
  const say = useText(careerPageText);
  const register = useText(registerPageText);
  const ui = useUi();
  const sections = useApiQuery(inspectorFacets).data?.sections ?? [];
  const { form, submit, busy } = useAuxiliaryForm(props.row, props.onClose);
  const field = (
    name: 'name' | 'establishment' | 'post' | 'duties' | 'sectionId' | 'status',
    label: string,
  ) => ({
    name,
    label,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say(props.row === null ? 'auxiliaryNew' : 'auxiliaryEdit')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={props.onClose} />}
      >
        <TextField {...field('name', say('aux_name'))} maxLength={60} />
        <SelectField
          {...field('establishment', say('establishment'))}
          empty={null}
          choices={establishments.map((value) => ({ value, label: say(`est_${value}`) }))}
        />
        <SelectField
          {...field('sectionId', say('aux_section'))}
          empty={register('noSection')}
          choices={sections.map((section) => ({ value: section.id, label: section.name }))}
          optional
        />
        <TextField {...field('post', say('aux_post'))} optional maxLength={60} />
        <TextField {...field('duties', say('aux_duties'))} optional maxLength={200} />
        {props.row === null ? null : (
          <SelectField
            {...field('status', say('aux_status'))}
            empty={null}
            choices={(['active', 'inactive'] as const).map((value) => ({
              value,
              label: say(`auxStatus_${value}`),
            }))}
          />
        )}
      </Form>
    </Dialog>
  );
}

export function CertifyDialog(props: { readonly row: AuxiliaryRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const certify = useApiAction(certifyAuxiliary);
  const form = useForm({ certificateNumber: '', certificateValidTo: '' });
  const labels: Readonly<Record<string, string>> = {
    certificateNumber: say('certificate_number'),
    certificateValidTo: say('certificate_validTo'),
  };
  const submit = async () => {
    const asked = certifyAuxiliary.body.pick({ certificateNumber: true, certificateValidTo: true });
    const problems = check(asked, form.values, (name) => labels[name] ?? name);
    if (problems.length > 0) return form.setProblems(problems);
    const result = await certify.run({
      params: { id: row.id },
      body: { version: row.version, ...form.values },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('certified', { name: row.name }));
    onClose();
  };
  return (
    <Dialog open title={say('certifyTitle', { name: row.name })} onClose={onClose}>
      <Notice>
        <p>{say('certifyText')}</p>
      </Notice>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('certify')} busy={certify.busy} onClose={onClose} />}
      >
        <TextField
          name="certificateNumber"
          label={say('certificate_number')}
          mono
          maxLength={40}
          error={form.error('certificateNumber')}
          value={form.values.certificateNumber}
          onChange={form.set('certificateNumber')}
        />
        <DayField
          name="certificateValidTo"
          label={say('certificate_validTo')}
          error={form.error('certificateValidTo')}
          value={form.values.certificateValidTo}
          onChange={form.set('certificateValidTo')}
        />
      </Form>
    </Dialog>
  );
}
