/** 导入文件: a dialog that sends a list file into a draft and goes to its import. */
import { uploadItemList } from '@mingcha/core/registers/items/item-import-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { useRef, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useGo } from '../../shell/navigation.tsx';

const maxBytes = 20 * 1024 * 1024;
const accept = ['.xlsx', '.xls', '.csv'];

export function ListUpload(props: { readonly listId: string }) {
  const say = useText(itemPageText);
  const sentence = useSentence();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const stopper = useRef<AbortController | null>(null);
  const send = async (file: File) => {
    setFileName(file.name);
    setError(undefined);
    setProgress(0);
    const stop = new AbortController();
    stopper.current = stop;
    const result = await callApi(uploadItemList, {
      params: { id: props.listId },
      query: { actionId: newActionId() },
      file,
      onProgress: setProgress,
      signal: stop.signal,
    });
    setProgress(null);
    if (stop.signal.aborted) return setFileName(undefined);
    if (!result.ok) return setError(sentence(result.error));
    go(`/item-imports/${result.value.id}`);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('importFile')}
      </Button>
      <Dialog open={open} title={say('importTitle')} onClose={() => setOpen(false)}>
        <UploadBox
          name="file"
          label={say('uploadLabel')}
          accept={accept}
          maxBytes={maxBytes}
          onFile={(file) => void send(file)}
          progress={progress}
          onStop={() => stopper.current?.abort()}
          error={error}
          fileName={fileName}
        />
        <p className="field-hint">{say('uploadNote')}</p>
      </Dialog>
    </>
  );
}
