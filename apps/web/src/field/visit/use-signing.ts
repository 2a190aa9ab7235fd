/** Keeps signatures: the paper is issued with the first of them, each is given under the digest of what was shown. */
import type { AppError } from '@mingcha/core/common/result.ts';
import type { Evidence, Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import { useState } from 'react';
import { nowInstant } from '../../shared/platform/clock.ts';
import { newId } from '../store/ids.ts';
import type { PartySeal, Refused } from './sign-document.tsx';
import type { Signer } from './signing.ts';
import type { VisitPaper } from './use-visit-paper.ts';
import { useVisitActions } from './visit-context.tsx';

export interface Signing {
  /** Drawn on the screen; false when it could not be kept. */
  readonly drawn: (signer: Signer, picture: Blob) => Promise<boolean>;
  /** One photograph of the paper signed by hand, for everybody whose signature stands on it. */
  readonly photographed: (signers: readonly Signer[], photo: Blob) => Promise<boolean>;
  readonly refusedBy: (
    name: string,
    told: { readonly refused: Refused; readonly file: Blob | null },
  ) => Promise<boolean>;
  readonly error: AppError | null;
}

/** A picture of a signature belongs to no problem and to no line. */
const ofSignature = {
  kind: 'scan',
  findingId: null,
  line: null,
  position: null,
  note: '',
  watermark: '',
} as const;

export function useSigning(paper: VisitPaper, seal: PartySeal): Signing {
  const { addEvidence, addRecord } = useVisitActions();
  const [error, setError] = useState<AppError | null>(null);
  const digestToSign = async (): Promise<string | null> => {
    const digest = paper.issued === null ? await paper.issue() : paper.digest;
    setError(digest === null ? { code: 'no_numbers' } : null);
    return digest;
  };
  const keepFile = async (file: Blob): Promise<Evidence | null> => {
    const kept = await addEvidence(file, { ...ofSignature, capturedAt: nowInstant() });
    if (!kept.ok) setError(kept.error);
    return kept.ok ? kept.value : null;
  };
  const sign = (
    parts: Pick<Signature, 'role' | 'name' | 'memberId' | 'mode' | 'evidenceId' | 'refused' | 'signs'>,
  ) =>
    addRecord({
      kind: 'signature',
      signature: {
        ...parts,
        id: newId(),
        document: paper.kind,
        seal: parts.role === 'representative' && parts.refused === null ? seal : null,
      },
    });
  const signed = async (signers: readonly Signer[], file: Blob, mode: 'screen' | 'paper') => {
    const signs = await digestToSign();
    if (signs === null) return false;
    const picture = await keepFile(file);
    if (picture === null) return false;
    for (const { role, name, memberId } of signers)
      await sign({ role, name, memberId, mode, evidenceId: picture.id, refused: null, signs });
    return true;
  };
  const refusedBy: Signing['refusedBy'] = async (name, { refused, file }) => {
    const signs = await digestToSign();
    if (signs === null) return false;
    const shown = file === null ? null : await keepFile(file);
    if (file !== null && shown === null) return false;
    const role = 'representative' as const;
    const evidenceId = shown?.id ?? null;
    await sign({ role, name: name || '–', memberId: null, mode: 'paper', evidenceId, refused, signs });
    return true;
  };
  return {
    error,
    drawn: (signer, picture) => signed([signer], picture, 'screen'),
    photographed: (signers, photo) => signed(signers, photo, 'paper'),
    refusedBy,
  };
}
