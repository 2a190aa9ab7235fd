/** What is done with one paper: its seal entered, voided with a reason, its signed copy uploaded. */
import {
  type PaperRowView,
  sealIssuedPaper,
  uploadPaperScan,
  voidIssuedPaper,
} from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { dayAt } from '../../system/business-day.ts';
import { DeliveryDialog } from './delivery-dialog.tsx';
import type { PaperActions } from './paper-columns.tsx';

type Open = { readonly what: 'seal' | 'deliver' | 'void' | 'scan'; readonly row: PaperRowView };

/** The dialogs and the handlers that open them. */
export function usePaperDialogs() {
  const [open, setOpen] = useState<Open | null>(null);
  const [actions] = useState<PaperActions>(() => ({
    onSeal: (row) => setOpen({ what: 'seal', row }),
    onDeliver: (row) => setOpen({ what: 'deliver', row }),
    onVoid: (row) => setOpen({ what: 'void', row }),
    onScan: (row) => setOpen({ what: 'scan', row }),
  }));
  const close = () => setOpen(null);
  const dialogs =
    open === null ? null : open.what === 'seal' ? (
      <SealDialog row={open.row} onClose={close} />
    ) : open.what === 'deliver' ? (
      <DeliveryDialog row={open.row} onClose={close} />
    ) : open.what === 'void' ? (
      <VoidDialog row={open.row} onClose={close} />
    ) : (
      <ScanDialog row={open.row} onClose={close} />
    );
  return { actions, dialogs };
}

interface DialogProps {
  readonly row: PaperRowView;
  readonly onClose: () => void;
}

function SealDialog({ row, onClose }: DialogProps) {
  const say = useText(paperPageText);
  const ui = useUi();
  const toast = useToast();
  const seal = useApiAction(sealIssuedPaper);
  const [day, setDay] = useState(() => dayAt(nowInstant(), 0));
  const [no, setNo] = useState('');
  const save = async () => {
    const result = await seal.run({ params: { id: row.id }, body: { sealedOn: day, registerNo: no } });
    if (!result.ok) return;
    toast(say('sealDone'));
    onClose();
  };
  return (
    <Dialog
      open
      title={say('sealTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="primary" busy={seal.busy} onClick={() => void save()}>
            {say('sealEnter')}
          </Button>
        </>
      }
    >
      <div className="paper-form">
        <p>{row.number === '' ? row.objectName : row.number}</p>
        {seal.error === null ? null : <ErrorNotice error={seal.error} />}
        <DayField name="sealedOn" label={say('sealedOn')} value={day} onChange={setDay} />
        <TextField
          name="registerNo"
          label={say('registerNo')}
          optional
          maxLength={60}
          value={no}
          onChange={setNo}
        />
      </div>
    </Dialog>
  );
}

function VoidDialog({ row, onClose }: DialogProps) {
  const say = useText(paperPageText);
  const toast = useToast();
  const act = useApiAction(voidIssuedPaper);
  const [reason, setReason] = useState('');
  const save = async () => {
    const result = await act.run({ params: { id: row.id }, body: { reason } });
    if (!result.ok) return;
    toast(say('voidDone'));
    onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      question={say('voidQuestion')}
      action={say('void')}
      busy={act.busy}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <div className="paper-form">
        <p>
          {row.number} {row.objectName}
        </p>
        <p>{say('voidText')}</p>
        {act.error === null ? null : <ErrorNotice error={act.error} />}
        <TextField
          name="reason"
          label={say('voidReason')}
          wide
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
      </div>
    </ConfirmDialog>
  );
}

const accept = ['.pdf', '.png', '.jpg', '.jpeg'];
const maxBytes = 20 * 1024 * 1024;

function ScanDialog({ row, onClose }: DialogProps) {
  const say = useText(paperPageText);
  const ui = useUi();
  const sentence = useSentence();
  const toast = useToast();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  // The same file after a lost answer keeps its action id.
  const pending = useRef<{ readonly file: File; readonly id: string } | null>(null);
  const take = async (file: File) => {
    if (pending.current?.file !== file) pending.current = { file, id: newActionId() };
    setProgress(0);
    setError(null);
    const result = await callApi(uploadPaperScan, {
      params: { id: row.id },
      query: { actionId: pending.current.id },
      file,
      onProgress: setProgress,
    });
    setProgress(null);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    await queries.invalidateQueries();
    toast(say('scanDone'));
    onClose();
  };
  return (
    <Dialog
      open
      title={say('scanUpload')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{ui('cancel')}</Button>}
    >
      <div className="paper-form">
        <p>
          {row.number} {row.objectName}
        </p>
        <p className="secondary">{say('scanHint')}</p>
        <UploadBox
          name="file"
          label={say('scan')}
          accept={accept}
          maxBytes={maxBytes}
          progress={progress}
          error={error === null ? undefined : sentence(error)}
          onFile={(file) => void take(file)}
        />
      </div>
    </Dialog>
  );
}
