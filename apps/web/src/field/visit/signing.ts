/** Who signs which paper, and who has. Pure. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import { type PaperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { Hand } from './paper-sheet.tsx';
import { isInspector, presentMembers } from './team.ts';
import type { FieldPaper } from './visit-book.ts';

export interface Signer {
  readonly key: string;
  readonly role: 'inspector' | 'representative';
  readonly name: string;
  readonly memberId: string | null;
  /** The last word counts: a refusal may be followed by a signature. `again`: signed what was replaced since. */
  readonly state: 'signed' | 'refused' | 'again' | 'open';
  /** The enterprise's seal beside the signature; null for inspectors and before. */
  readonly seal: Signature['seal'];
}

/** Digests of papers of this kind that a later one of this phone replaced. */
export function supersededDigests(kind: PaperKind, papers: readonly FieldPaper[]): ReadonlySet<string> {
  const digests = papers
    .filter((paper) => paper.kind === kind)
    .map(({ data }) => paperDigest(data as unknown as PaperData));
  const last = digests.at(-1);
  return new Set(digests.filter((digest) => digest !== last));
}

/** Everybody whose hand a paper wants: the inspectors of the visit, then the object's representative. */
export function signersOf(
  kind: PaperKind,
  known: {
    readonly visit: PackedVisit;
    readonly representative: string;
    readonly signatures: readonly Pick<
      Signature,
      'document' | 'role' | 'memberId' | 'refused' | 'signs' | 'seal'
    >[];
    readonly superseded: ReadonlySet<string>;
  },
): readonly Signer[] {
  const under = known.signatures.filter(({ document }) => document === kind);
  const standsFor = (matches: (each: (typeof under)[number]) => boolean): Pick<Signer, 'state' | 'seal'> => {
    const last = under.findLast(matches);
    if (last === undefined) return { state: 'open', seal: null };
    if (known.superseded.has(last.signs)) return { state: 'again', seal: null };
    return { state: last.refused === null ? 'signed' : 'refused', seal: last.seal };
  };
  const wanted = paperDuties[kind].signedBy;
  const inspectors = presentMembers(known.visit)
    .filter(isInspector)
    .map(
      ({ id, name }): Signer => ({
        key: id,
        role: 'inspector',
        name,
        memberId: id,
        ...standsFor(({ memberId }) => memberId === id),
      }),
    );
  const representative: Signer = {
    key: 'representative',
    role: 'representative',
    name: known.representative,
    memberId: null,
    ...standsFor(({ role }) => role === 'representative'),
  };
  return [
    ...(wanted.includes('inspectors') ? inspectors : []),
    ...(wanted.includes('representative') ? [representative] : []),
  ];
}

/** Signatures that were drawn on the screen under this very paper, the latest of each person. */
export function drawnHands(
  signatures: readonly Pick<
    Signature,
    'document' | 'role' | 'name' | 'mode' | 'refused' | 'signs' | 'evidenceId'
  >[],
  paper: { readonly kind: PaperKind; readonly digest: string },
): readonly Hand[] {
  return signatures
    .filter(
      ({ document, signs, mode, refused }) =>
        document === paper.kind && signs === paper.digest && mode !== 'paper' && refused === null,
    )
    .toReversed()
    .flatMap(({ role, name, evidenceId }) =>
      evidenceId !== null && (role === 'inspector' || role === 'representative')
        ? [{ role, name, evidenceId }]
        : [],
    );
}

/** Has not signed what holds now. */
export function isAwaited({ state }: Signer): boolean {
  return state === 'open' || state === 'again';
}

/** Who signs next on the screen: the first who has not, and whose name is known. */
export function nextSigner(signers: readonly Signer[]): Signer | null {
  return signers.find((signer) => isAwaited(signer) && signer.name !== '') ?? null;
}
