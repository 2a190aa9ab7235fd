/** The scans of a paper visit beside the form: pictures to read, PDF in a window of their own, uploading more. */
import { uploadScan } from '@mingcha/core/inspections/results/paper-visit-api.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { evidenceFile } from '@mingcha/core/inspections/visits/field-api.ts';
import { useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { addressOf } from '../../shared/api/address.ts';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';

export interface Scan {
  readonly id: string;
  readonly contentType: string;
}

const accept = ['.pdf', '.png', '.jpg', '.jpeg'];
const maxBytes = 40 * 1024 * 1024;

export function PaperScans(props: {
  readonly inspectionId: string;
  readonly scans: readonly Scan[];
  readonly error: string | undefined;
  readonly onUploaded: (scan: Scan) => void;
}) {
  const say = useText(visitPageText);
  const sentence = useSentence();
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const pending = useRef<{ readonly file: File; readonly id: string } | null>(null);
  const send = async (file: File) => {
    if (pending.current?.file !== file) pending.current = { file, id: newActionId() };
    setProgress(0);
    setRefused(null);
    const result = await callApi(uploadScan, {
      params: { id: props.inspectionId },
      query: { actionId: pending.current.id },
      file,
      onProgress: setProgress,
    });
    setProgress(null);
    if (result.ok || result.error.status !== 0) pending.current = null;
    if (result.ok) props.onUploaded(result.value);
    else setRefused(result.error);
  };
  const error = refused === null ? props.error : sentence(refused);
  return (
    <aside className="paper-scans" aria-label={say('scans')}>
      <UploadBox
        name="scan"
        label={say('scanUpload')}
        accept={accept}
        maxBytes={maxBytes}
        progress={progress}
        onFile={(file) => void send(file)}
        {...(error === undefined ? {} : { error })}
      />
      {props.scans.map((scan, n) => (
        <Shown key={scan.id} scan={scan} n={n + 1} />
      ))}
    </aside>
  );
}

function Shown({ scan, n }: { readonly scan: Scan; readonly n: number }) {
  const say = useText(visitPageText);
  const address = addressOf(evidenceFile, { params: { id: scan.id } });
  return (
    <figure>
      {scan.contentType.startsWith('image/') ? (
        <img src={address} alt={say('scanAlt', { n })} />
      ) : (
        <p className="secondary">{say('scanPdf')}</p>
      )}
      <figcaption>
        <a href={address} target="_blank" rel="noreferrer">
          {say('scanOpen', { n })}
        </a>
      </figcaption>
    </figure>
  );
}
