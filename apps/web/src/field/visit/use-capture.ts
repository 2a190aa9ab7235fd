/** Keeps what the camera gives: hashed and on the disk before the thumbnail stands, with watermark and belonging. */
import type { AppError } from '@mingcha/core/common/result.ts';
import { useCallback, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { nowInstant } from '../../shared/platform/clock.ts';
import { type Belonging, type EvidenceKind, kindOfFile } from './capture.ts';
import { watermarkText } from './pictures.ts';
import { ownTeam } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export type CaptureRefusal = AppError | { readonly word: 'fileTooBig' | 'fileKind' };

export interface Capture {
  /** Gives the id of the kept file, null when it was refused. */
  readonly keep: (file: Blob, belonging: Belonging, kind?: EvidenceKind) => Promise<string | null>;
  readonly refusal: CaptureRefusal | null;
}

export function useCapture(): Capture {
  const { visit, content, person } = useBook();
  const { addEvidence } = useVisitActions();
  const [refusal, setRefusal] = useState<CaptureRefusal | null>(null);
  // The one fix of the arrival; nothing is located in between.
  const position = content.arrival?.position ?? null;
  const keep = useCallback(
    async (file: Blob, belonging: Belonging, kind?: EvidenceKind) => {
      const found = kind === undefined ? kindOfFile(file) : { kind };
      if ('refused' in found) {
        setRefusal({ word: found.refused });
        return null;
      }
      const at = nowInstant();
      const kept = await addEvidence(file, {
        kind: found.kind,
        findingId: belonging.findingId,
        line: belonging.line,
        capturedAt: at,
        position,
        note: '',
        watermark: watermarkText({
          agency: ownTeam(visit)?.agencyName ?? '',
          taskNumber: visit.taskNumber,
          at: formatInstant(at),
          position,
          person,
        }),
      });
      setRefusal(kept.ok ? null : kept.error);
      return kept.ok ? kept.value.id : null;
    },
    [addEvidence, visit, position, person],
  );
  return { keep, refusal };
}
