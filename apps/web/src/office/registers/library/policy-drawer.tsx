/** One policy document beside the list: how it is cited, its file, and recording its withdrawal. */
import {
  downloadPolicyFile,
  endPolicyDocument,
  uploadPolicyFile,
} from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { citationOf, type PolicyRow } from '@mingcha/core/registers/library/policy-document.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Dialog, Drawer } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { FileUpload } from './file-upload.tsx';
import { PolicyChip } from './state-chips.tsx';

interface PolicyDrawerProps {
  readonly document: PolicyRow;
  readonly canEdit: boolean;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

export function PolicyDrawer(props: PolicyDrawerProps) {
  const { document, canEdit } = props;
  const say = useText(libraryPageText);
  const ui = useUi();
  const [ending, setEnding] = useState(false);
  const actions = (
    <>
      {document.endedOn === null ? <Button onClick={() => setEnding(true)}>{say('endPolicy')}</Button> : null}
      <Button kind="primary" onClick={props.onEdit}>
        {ui('edit')}
      </Button>
    </>
  );
  return (
    <>
      <Drawer open title={document.title} onClose={props.onClose} {...(canEdit ? { actions } : {})}>
        {document.endedOn === null ? null : <Notice tone="warning">{document.endReason}</Notice>}
        <PairList columns={1} pairs={pairsOf(document, say)} />
        {canEdit ? <Upload document={document} /> : null}
      </Drawer>
      {ending ? <EndDialog document={document} onClose={() => setEnding(false)} /> : null}
    </>
  );
}

type Say = ReturnType<typeof useText<keyof typeof libraryPageText.zh>>;

function pairsOf(document: PolicyRow, say: Say) {
  const citation = citationOf(document);
  return [
    { name: say('state'), value: <PolicyChip state={document.state} /> },
    { name: say('policyNumber'), value: document.number },
    { name: say('policyIssuer'), value: document.issuer },
    { name: say('issuedOn'), value: <DateText value={document.issuedOn} /> },
    { name: say('validUntil'), value: <DateText value={document.validUntil} /> },
    {
      name: say('citation'),
      value: (
        <>
          {citation} <CopyButton text={citation} />
        </>
      ),
    },
    {
      name: say('link'),
      value:
        document.link === '' ? null : (
          <a href={document.link} target="_blank" rel="noreferrer">
            {document.link}
          </a>
        ),
    },
    { name: say('note'), value: document.note },
    {
      name: say('file'),
      value:
        document.fileName === null ? (
          say('fileNone')
        ) : (
          <a href={addressOf(downloadPolicyFile, { params: { id: document.id } })} download>
            {document.fileName}
          </a>
        ),
    },
  ];
}

function Upload(props: { readonly document: PolicyRow }) {
  const say = useText(libraryPageText);
  const toast = useToast();
  const queries = useQueryClient();
  return (
    <FileUpload
      name="file"
      label={say('fileUpload')}
      send={async ({ actionId, ...rest }) => {
        const result = await callApi(uploadPolicyFile, {
          params: { id: props.document.id },
          query: { actionId },
          ...rest,
        });
        return result.ok ? null : result.error;
      }}
      onDone={() => {
        toast(say('fileAdded'));
        void queries.invalidateQueries();
      }}
    />
  );
}

function EndDialog(props: { readonly document: PolicyRow; readonly onClose: () => void }) {
  const { document, onClose } = props;
  const say = useText(libraryPageText);
  const toast = useToast();
  const end = useApiAction(endPolicyDocument);
  const form = useForm({ endedOn: '', reason: '' });
  const submit = async () => {
    const result = await end.run({
      params: { id: document.id },
      body: { ...form.values, version: document.version },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('endedPolicy'));
    onClose();
  };
  return (
    <Dialog open title={say('endPolicy')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('endPolicy')} busy={end.busy} onClose={onClose} />}
      >
        <p>{say('endPolicyText')}</p>
        <DayField
          name="endedOn"
          label={say('endedOn')}
          hint={say('endedOnHint')}
          value={form.values.endedOn}
          onChange={form.set('endedOn')}
          error={form.error('endedOn')}
        />
        <TextArea
          name="reason"
          label={say('endReason')}
          optional
          rows={2}
          maxLength={500}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </Dialog>
  );
}
