/** A dialog whose fields go along with one scan: the scan is asked for as soon as the fields are complete, and that is said. */
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { FileUpload, type Sending } from '../../registers/library/file-upload.tsx';

export function UploadDialog(props: {
  readonly title: string;
  readonly lead: string;
  /** Of the file field, and its name on the wire. */
  readonly label: string;
  readonly name: string;
  readonly ready: boolean;
  readonly send: (sending: Sending) => Promise<ApiError | null>;
  readonly done: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const queries = useQueryClient();
  const finish = () => {
    toast(props.done);
    void queries.invalidateQueries();
    props.onClose();
  };
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={<Button onClick={props.onClose}>{ui('cancel')}</Button>}
    >
      <p>{props.lead}</p>
      {props.children}
      {props.ready ? (
        <FileUpload name={props.name} label={props.label} send={props.send} onDone={finish} />
      ) : (
        <p className="secondary">{say('uploadAfter')}</p>
      )}
    </Dialog>
  );
}
