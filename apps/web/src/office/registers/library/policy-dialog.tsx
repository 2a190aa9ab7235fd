/** A policy document as a form in a dialog: new, or changed. */
import { createPolicyDocument, savePolicyDocument } from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { type PolicyRow, policyFields } from '@mingcha/core/registers/library/policy-document.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

const labels = {
  title: 'policyTitle',
  number: 'policyNumber',
  issuer: 'policyIssuer',
  issuedOn: 'issuedOn',
  validUntil: 'validUntil',
  link: 'link',
  note: 'note',
} as const;
type Name = keyof typeof labels;
type Typed = Readonly<Record<Name, string>>;

function typedOf(stored: PolicyRow | null): Typed {
  return {
    title: stored?.title ?? '',
    number: stored?.number ?? '',
    issuer: stored?.issuer ?? '',
    issuedOn: stored?.issuedOn ?? '',
    validUntil: stored?.validUntil ?? '',
    link: stored?.link ?? '',
    note: stored?.note ?? '',
  };
}

const day = (text: string) => (text === '' ? null : text);

interface DialogProps {
  /** Null for a new one. */
  readonly stored: PolicyRow | null;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

function usePolicyForm(props: DialogProps) {
  const { stored, onDone } = props;
  const say = useText(libraryPageText);
  const check = useCheck();
  const toast = useToast();
  const create = useApiAction(createPolicyDocument);
  const save = useApiAction(savePolicyDocument);
  const form = useForm<Typed>(typedOf(stored));
  const submit = async () => {
    const body = {
      ...form.values,
      issuedOn: day(form.values.issuedOn),
      validUntil: day(form.values.validUntil),
    };
    const problems = check(policyFields, body, (field) => say(labels[field as Name]));
    if (problems.length > 0) return form.setProblems(problems);
    const result =
      stored === null
        ? await create.run({ body })
        : await save.run({ params: { id: stored.id }, body: { ...body, version: stored.version } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedPolicy', { name: body.title }));
    onDone(result.value.id);
  };
  return { form, submit, busy: create.busy || save.busy };
}

export function PolicyDialog(props: DialogProps) {
  const { stored, onClose } = props;
  const say = useText(libraryPageText);
  const ui = useUi();
  const { form, submit, busy } = usePolicyForm(props);
  const field = (name: Name) => ({
    name,
    label: say(labels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  const title = stored === null ? say('policyNew') : say('policyEditOf', { name: stored.title });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={onClose} />}
      >
        <TextField {...field('title')} maxLength={300} />
        <TextField {...field('number')} hint={say('policyNumberHint')} optional maxLength={120} />
        <TextField {...field('issuer')} optional maxLength={200} />
        <DayField {...field('issuedOn')} optional />
        <DayField {...field('validUntil')} hint={say('validUntilHint')} optional />
        <TextField {...field('link')} optional maxLength={500} />
        <TextArea {...field('note')} optional rows={2} maxLength={2000} warnSecrets />
      </Form>
    </Dialog>
  );
}
