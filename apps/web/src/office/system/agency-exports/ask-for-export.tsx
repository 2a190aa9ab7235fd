/** The form with which an administrator asks for the export of an agency. */
import { agencyExportRoutes } from '@mingcha/core/common/agency-export-api.ts';
import { agencyExportPageText } from '@mingcha/core/common/agency-export-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useCheck } from '../use-check.ts';

const schema = agencyExportRoutes.create.body.omit({ actionId: true });

interface Agency {
  readonly id: string;
  readonly name: string;
}

export function AskForExport({ agencies }: { readonly agencies: readonly Agency[] }) {
  const say = useText(agencyExportPageText);
  const toast = useToast();
  const check = useCheck();
  const form = useForm({ agencyId: agencies[0]?.id ?? '', reason: '' });
  const create = useApiAction(agencyExportRoutes.create, [agencyExportRoutes.list.id]);
  const submit = async () => {
    const problems = check(schema, { ...form.values }, (field) =>
      say(field === 'agencyId' ? 'agency' : 'reason'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await create.run({ body: { ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('asked'));
    form.replace({ ...form.values, reason: '' });
  };
  return (
    <Section title={say('ask')}>
      <div className="export-care">
        <Notice tone="warning" title={say('careTitle')}>
          {say('care')}
        </Notice>
      </div>
      <Form
        label={say('ask')}
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={create.busy}>
            {say('submit')}
          </Button>
        }
      >
        <SelectField
          name="agencyId"
          label={say('agency')}
          hint={say('agencyHint')}
          choices={agencies.map((each) => ({ value: each.id, label: each.name }))}
          value={form.values.agencyId}
          onChange={form.set('agencyId')}
          error={form.error('agencyId')}
        />
        <TextField
          name="reason"
          label={say('reason')}
          hint={say('reasonHint')}
          maxLength={200}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </Section>
  );
}
