/** Entering an expert or technical body, and taking a step of the admission. */
import {
  type ExpertDetail,
  type ExpertStep,
  expertFields,
  expertKinds,
  expertOrigins,
} from '@mingcha/core/registers/expert.ts';
import { saveExpert, takeExpertStep } from '@mingcha/core/registers/expert-api.ts';
import { expertText } from '@mingcha/core/registers/expert-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { joinList, splitList } from '../words.ts';

function useExpertForm(expert: ExpertDetail | null, onDone: () => void) {
  const say = useText(expertText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveExpert);
  const form = useForm({
    kind: (expert?.kind ?? 'expert') as string,
    origin: (expert?.origin ?? 'applied') as string,
    name: expert?.name ?? '',
    organisation: expert?.organisation ?? '',
    specialities: joinList(expert?.specialities ?? []),
    qualification: expert?.qualification ?? '',
    conflictOrganisations: joinList(expert?.conflictOrganisations ?? []),
  });
  const submit = async () => {
    const { specialities, conflictOrganisations, ...texts } = form.values;
    const fields = {
      ...texts,
      specialities: splitList(specialities),
      conflictOrganisations: splitList(conflictOrganisations),
    };
    const problems = check(expertFields, fields, (name) => say(`expert_${name}` as 'expert_name'));
    if (problems.length > 0) return form.setProblems(problems);
    const known = expert === null ? {} : { id: expert.id, version: expert.version };
    const result = await save.run({ body: { ...expertFields.parse(fields), ...known } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedExpert', { name: fields.name }));
    onDone();
  };
  return { form, submit, busy: save.busy };
}

export function ExpertDialog(props: { readonly expert: ExpertDetail | null; readonly onClose: () => void }) {
  const { expert, onClose } = props;
  const say = useText(expertText);
  const register = useText(registerPageText);
  const ui = useUi();
  const { form, submit, busy } = useExpertForm(expert, onClose);
  type Name = keyof typeof form.values;
  const field = (name: Name) => ({
    name,
    label: say(`expert_${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say(expert === null ? 'expertNew' : 'expertEdit')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={onClose} />}
      >
        <SelectField
          {...field('kind')}
          empty={null}
          choices={expertKinds.map((value) => ({ value, label: say(`expertKind_${value}`) }))}
        />
        <SelectField
          {...field('origin')}
          empty={null}
          choices={expertOrigins.map((value) => ({ value, label: say(`origin_${value}`) }))}
        />
        <TextField {...field('name')} maxLength={60} />
        <TextField {...field('organisation')} optional maxLength={200} />
        <TextField {...field('specialities')} hint={register('listHint')} optional maxLength={300} />
        <TextField {...field('qualification')} optional maxLength={200} />
        <TextField {...field('conflictOrganisations')} hint={say('conflictHint')} optional maxLength={1000} />
      </Form>
    </Dialog>
  );
}

export function ExpertStepDialog(props: {
  readonly expert: ExpertDetail;
  readonly step: ExpertStep;
  readonly onClose: () => void;
}) {
  const { expert, step, onClose } = props;
  const say = useText(expertText);
  const toast = useToast();
  const take = useApiAction(takeExpertStep);
  const form = useForm({ reason: '', termTo: '' });
  const submit = async () => {
    const { reason, termTo } = form.values;
    const result = await take.run({
      params: { id: expert.id },
      body: { version: expert.version, step, reason, termTo: termTo === '' ? null : termTo },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('stepDone', { step: say(`step_${step}`) }));
    onClose();
  };
  const isHard = step === 'reject' || step === 'suspend' || step === 'end';
  return (
    <Dialog open title={`${say(`step_${step}`)} · ${expert.name}`} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <DialogButtons verb={say(`step_${step}`)} busy={take.busy} danger={isHard} onClose={onClose} />
        }
      >
        {step === 'admit' ? (
          <DayField
            name="termTo"
            label={say('stepTerm')}
            error={form.error('termTo')}
            value={form.values.termTo}
            onChange={form.set('termTo')}
          />
        ) : null}
        <TextArea
          name="reason"
          label={say('stepReason')}
          optional={!isHard}
          rows={3}
          maxLength={200}
          warnSecrets
          error={form.error('reason')}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
