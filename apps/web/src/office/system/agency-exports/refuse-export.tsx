/** The refusal of an export, with its reason. */
import { type AgencyExport, agencyExportRoutes } from '@mingcha/core/common/agency-export-api.ts';
import { agencyExportPageText } from '@mingcha/core/common/agency-export-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useCheck } from '../use-check.ts';

const schema = agencyExportRoutes.refuse.body.omit({ actionId: true });

export function RefuseExport(props: { readonly row: AgencyExport; readonly onClose: () => void }) {
  const say = useText(agencyExportPageText);
  const ui = useUi();
  const toast = useToast();
  const check = useCheck();
  const form = useForm({ reason: '' });
  const refuse = useApiAction(agencyExportRoutes.refuse, [agencyExportRoutes.list.id]);
  const { row, onClose } = props;
  const submit = async () => {
    const problems = check(schema, { ...form.values }, () => say('refuseReason'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await refuse.run({ params: { id: row.id }, body: { ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('refused'));
    onClose();
  };
  return (
    <Dialog open title={say('refuseAsk', { agency: row.agencyName })} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button type="submit" kind="danger" busy={refuse.busy}>
              {say('refuse')}
            </Button>
            <Button onClick={onClose}>{ui('cancel')}</Button>
          </>
        }
      >
        <TextField
          name="reason"
          label={say('refuseReason')}
          maxLength={200}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </Dialog>
  );
}
