/** The photos of one problem, one line or the visit: a strip with the button to take more, and the photo by itself. */

import { evidenceMaxBytes } from '@mingcha/core/inspections/visits/visit-record.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { formatSize } from '../../shared/format.ts';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { Camera } from './camera.tsx';
import { type Belonging, canOpenCamera } from './capture.ts';
import { FilePick } from './file-pick.tsx';
import { PhotoCopy } from './photo-copy.tsx';
import { PhotoView } from './photo-view.tsx';
import { type Capture, useCapture } from './use-capture.ts';
import type { KeptEvidence } from './visit-book.ts';
import { useBook } from './visit-context.tsx';

export function Photos(props: { readonly belonging: Belonging; readonly readOnly?: boolean }) {
  const say = useText(visitSheetText);
  const { evidence } = useBook();
  const { findingId, line } = props.belonging;
  const [open, setOpen] = useState<string | null>(null);
  const mine = evidence.filter(
    (each) =>
      each.kind !== 'scan' && each.findingId === findingId && (findingId !== null || each.line === line),
  );
  const shown = mine.find(({ id }) => id === open);
  return (
    <div className="photos">
      {mine.length === 0 ? null : (
        <ul className="photo-strip" aria-label={say('photos')}>
          {mine.map((each, index) => (
            <li key={each.id}>
              <button type="button" className="photo-thumb" onClick={() => setOpen(each.id)}>
                <Thumb evidence={each} />
                <span>{say('fileOf', { kind: say(`kind.${each.kind}`), n: index + 1 })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {props.readOnly === true ? null : <TakePhoto belonging={props.belonging} more={mine.length > 0} />}
      {shown === undefined ? null : <PhotoView evidence={shown} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** The buttons that take a photo or another file for one thing. */
function TakePhoto(props: { readonly belonging: Belonging; readonly more: boolean }) {
  const say = useText(visitSheetText);
  const capture = useCapture();
  const [camera, setCamera] = useState(false);
  const take = async (file: Blob) => {
    await capture.keep(file, props.belonging);
    setCamera(false);
  };
  const word = say(props.more ? 'anotherPhoto' : 'takePhoto');
  return (
    <>
      <div className="photo-actions">
        {canOpenCamera() ? (
          <Button onClick={() => setCamera(true)}>{word}</Button>
        ) : (
          <FilePick label={word} accept="image/*" capture onFile={take} />
        )}
        <FilePick
          label={say('otherFile')}
          kind="quiet"
          accept="image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.txt"
          onFile={take}
        />
      </div>
      <CaptureNotice refusal={capture.refusal} />
      {camera ? <Camera belonging={props.belonging} onPhoto={take} onClose={() => setCamera(false)} /> : null}
    </>
  );
}

/** Why a file was not kept. */
export function CaptureNotice(props: Pick<Capture, 'refusal'>) {
  const say = useText(visitSheetText);
  const sentence = useSentence();
  const { refusal } = props;
  if (refusal === null) return null;
  const text =
    'word' in refusal ? say(refusal.word, { limit: formatSize(evidenceMaxBytes) }) : sentence(refusal);
  return <Notice tone="error">{text}</Notice>;
}

/** Longest side of a thumbnail, in pixels of the canvas. */
const thumbSide = 180;

function Thumb(props: { readonly evidence: KeptEvidence }) {
  const { evidence } = props;
  return evidence.kind === 'photo' || evidence.kind === 'scan' ? (
    <PhotoCopy evidence={evidence} most={thumbSide} />
  ) : (
    <span className="photo-file">{formatSize(evidence.bytes)}</span>
  );
}
