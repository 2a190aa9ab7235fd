/** A form signed by hand: who signed, which day, what was decided, and the scan; the record says who registered it. */
import { type ApprovalRow, registerApproval } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Sending } from '../../registers/library/file-upload.tsx';
import { UploadDialog } from './upload-dialog.tsx';

interface Typed {
  readonly signedBy: string;
  readonly signedOn: string;
  readonly decision: string;
  readonly opinion: string;
}

function isComplete({ signedBy, signedOn, decision, opinion }: Typed): boolean {
  return signedBy !== '' && signedOn !== '' && (decision === 'approve' || opinion.trim() !== '');
}

export function SignedFormDialog(props: {
  readonly row: ApprovalRow;
  readonly signers: readonly { readonly accountId: string; readonly name: string }[];
  readonly onClose: () => void;
}) {
  const { row, signers } = props;
  const say = useText(preparationPageText);
  const [values, setValues] = useState<Typed>({
    signedBy: signers[0]?.accountId ?? '',
    signedOn: '',
    decision: 'approve',
    opinion: '',
  });
  const set = (name: keyof Typed) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const ready = isComplete(values);
  const send = async ({ actionId, file, signal, onProgress }: Sending) => {
    const result = await callApi(registerApproval, {
      params: { id: row.id },
      query: {
        actionId,
        version: row.version,
        decision: values.decision === 'refuse' ? 'refuse' : 'approve',
        signedBy: values.signedBy,
        signedOn: values.signedOn,
        opinion: values.opinion,
      },
      file,
      signal,
      onProgress,
    });
    return result.ok ? null : result.error;
  };
  return (
    <UploadDialog
      title={say('registerPaper')}
      lead={say('registerPaperLead')}
      label={say('scanLabel')}
      name="scan"
      ready={ready}
      send={send}
      done={say('registered')}
      onClose={props.onClose}
    >
      <SignedFields values={values} set={set} signers={signers} />
    </UploadDialog>
  );
}

function SignedFields(props: {
  readonly values: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
  readonly signers: readonly { readonly accountId: string; readonly name: string }[];
}) {
  const { values, set, signers } = props;
  const say = useText(preparationPageText);
  return (
    <>
      <SelectField
        name="signedBy"
        label={say('signedBy')}
        choices={signers.map((one) => ({ value: one.accountId, label: one.name }))}
        value={values.signedBy}
        onChange={set('signedBy')}
      />
      <DayField name="signedOn" label={say('signedOn')} value={values.signedOn} onChange={set('signedOn')} />
      <RadioGroup
        name="decision"
        label={say('decision')}
        inline
        choices={(['approve', 'refuse'] as const).map((value) => ({
          value,
          label: say(`decision.${value}`),
        }))}
        value={values.decision}
        onChange={set('decision')}
      />
      <TextField
        name="opinion"
        label={say('opinion')}
        optional={values.decision === 'approve'}
        maxLength={300}
        value={values.opinion}
        onChange={set('opinion')}
      />
    </>
  );
}
