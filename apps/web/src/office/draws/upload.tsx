/** Uploads of a draw: evidence and the signed scan. The action id travels in the address and survives a lost answer. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { uploadEvidence, uploadSignedRecord } from '@mingcha/core/draws/draw-result-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { useToast } from '../../shared/ui/toast.tsx';

const accept = ['.pdf', '.png', '.jpg', '.jpeg'];
const maxBytes = 20 * 1024 * 1024;

interface Sending {
  readonly progress: number | null;
  readonly fileName: string | undefined;
  readonly error: ApiError | null;
}
const idle: Sending = { progress: null, fileName: undefined, error: null };

/** Sends one file at a time; the same file after a lost answer keeps its action id. */
function useSending() {
  const [sending, setSending] = useState<Sending>(idle);
  const pending = useRef<{ readonly file: File; readonly id: string } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const begin = (file: File) => {
    if (pending.current?.file !== file) pending.current = { file, id: newActionId() };
    stop.current = new AbortController();
    setSending({ progress: 0, fileName: file.name, error: null });
    return {
      actionId: pending.current.id,
      signal: stop.current.signal,
      onProgress: (progress: number) => setSending((old) => ({ ...old, progress })),
    };
  };
  const end = (error: ApiError | null) => {
    if (error === null || error.status !== 0) pending.current = null;
    setSending((old) => ({ ...old, progress: null, error }));
  };
  return { sending, begin, end, stop: () => stop.current?.abort() };
}

export interface EvidenceProps {
  readonly drawId: string;
  readonly onStored: (sha256: string) => void;
  readonly error?: string | undefined;
}

/** A photo or scan that backs a void or a change; gives its digest. */
export function EvidenceUpload(props: EvidenceProps) {
  const say = useText(drawPageText);
  const sentence = useSentence();
  const { sending, begin, end, stop } = useSending();
  const take = async (file: File) => {
    const { actionId, ...rest } = begin(file);
    const result = await callApi(uploadEvidence, {
      params: { id: props.drawId },
      query: { actionId },
      file,
      ...rest,
    });
    end(result.ok ? null : result.error);
    if (result.ok) props.onStored(result.value.sha256);
  };
  return (
    <UploadBox
      name="evidenceSha256"
      label={say('evidence')}
      accept={accept}
      maxBytes={maxBytes}
      progress={sending.progress}
      fileName={sending.fileName}
      onStop={stop}
      error={sending.error === null ? props.error : sentence(sending.error)}
      onFile={(file) => void take(file)}
    />
  );
}

/** The record as signed by those present; filing it completes the draw's paper. */
export function SignedRecordUpload(props: { readonly drawId: string }) {
  const say = useText(drawPageText);
  const sentence = useSentence();
  const toast = useToast();
  const queries = useQueryClient();
  const { sending, begin, end, stop } = useSending();
  const take = async (file: File) => {
    const { actionId, ...rest } = begin(file);
    const result = await callApi(uploadSignedRecord, {
      params: { id: props.drawId },
      query: { actionId },
      file,
      ...rest,
    });
    end(result.ok ? null : result.error);
    if (!result.ok) return;
    toast(say('signedStored'));
    await queries.invalidateQueries();
  };
  return (
    <UploadBox
      name="signedRecord"
      label={say('signedRecord')}
      accept={accept}
      maxBytes={maxBytes}
      progress={sending.progress}
      fileName={sending.fileName}
      onStop={stop}
      error={sending.error === null ? undefined : sentence(sending.error)}
      onFile={(file) => void take(file)}
    />
  );
}
