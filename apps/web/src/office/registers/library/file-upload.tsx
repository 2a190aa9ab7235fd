/** Takes one document and sends it; the same file after a lost answer keeps its action id, so nothing happens twice. */
import { useRef, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence } from '../../../shared/i18n/locale.tsx';

const accept = ['.pdf', '.png', '.jpg', '.jpeg', '.docx'];
const maxBytes = 20 * 1024 * 1024;

export interface Sending {
  readonly actionId: string;
  readonly file: File;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

export interface FileUploadProps {
  readonly name: string;
  readonly label: string;
  /** Sends the file; null when it was taken. */
  readonly send: (sending: Sending) => Promise<ApiError | null>;
  readonly onDone: () => void;
}

export function FileUpload(props: FileUploadProps) {
  const sentence = useSentence();
  const [progress, setProgress] = useState<number | null>(null);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const [error, setError] = useState<ApiError | null>(null);
  const pending = useRef<{ readonly file: File; readonly actionId: string } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const take = async (file: File) => {
    if (pending.current?.file !== file) pending.current = { file, actionId: newActionId() };
    stop.current = new AbortController();
    setProgress(0);
    setFileName(file.name);
    setError(null);
    const refusal = await props.send({
      ...pending.current,
      signal: stop.current.signal,
      onProgress: setProgress,
    });
    if (refusal === null || refusal.status !== 0) pending.current = null;
    setProgress(null);
    setError(refusal);
    if (refusal === null) props.onDone();
  };
  return (
    <UploadBox
      name={props.name}
      label={props.label}
      accept={accept}
      maxBytes={maxBytes}
      progress={progress}
      fileName={fileName}
      onStop={() => stop.current?.abort()}
      error={error === null ? undefined : sentence(error)}
      onFile={(file) => void take(file)}
    />
  );
}
