/** The copy of a photo with watermark and marks drawn on it; the original stays as it left the shutter. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { drawCopy } from './pictures.ts';
import type { KeptEvidence } from './visit-book.ts';
import { useVisitActions } from './visit-context.tsx';

export function PhotoCopy(props: { readonly evidence: KeptEvidence; readonly most: number }) {
  const say = useText(visitSheetText);
  const { fileOf } = useVisitActions();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [missing, setMissing] = useState(false);
  const { id, watermark, marks } = props.evidence;
  const { most } = props;
  useEffect(() => {
    let gone = false;
    void fileOf(id).then(async (blob) => {
      const target = canvas.current;
      if (gone || target === null) return;
      const drawn = blob !== null && (await drawCopy(target, { blob, watermark, marks }, most));
      if (!gone) setMissing(!drawn);
    });
    return () => {
      gone = true;
    };
  }, [fileOf, id, watermark, marks, most]);
  return (
    <>
      <canvas ref={canvas} width={1} height={1} hidden={missing} className="photo-copy" />
      {missing ? <span className="photo-file">{say('photoNotHere')}</span> : null}
    </>
  );
}
