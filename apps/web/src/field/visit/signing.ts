/** Who signs which paper, and who has. Pure. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { isInspector, presentMembers } from './team.ts';

export interface Signer {
  readonly key: string;
  readonly role: 'inspector' | 'representative';
  readonly name: string;
  readonly memberId: string | null;
  /** The last word counts: a refusal may be followed by a signature. */
  readonly state: 'signed' | 'refused' | 'open';
}

/** Everybody whose hand a paper wants: the inspectors of the visit, then the object's representative. */
export function signersOf(
  kind: PaperKind,
  known: {
    readonly visit: PackedVisit;
    readonly representative: string;
    readonly signatures: readonly Pick<Signature, 'document' | 'role' | 'memberId' | 'refused'>[];
  },
): readonly Signer[] {
  const under = known.signatures.filter(({ document }) => document === kind);
  const stateOf = (matches: (each: (typeof under)[number]) => boolean): Signer['state'] => {
    const last = under.findLast(matches);
    if (last === undefined) return 'open';
    return last.refused === null ? 'signed' : 'refused';
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
        state: stateOf(({ memberId }) => memberId === id),
      }),
    );
  const representative: Signer = {
    key: 'representative',
    role: 'representative',
    name: known.representative,
    memberId: null,
    state: stateOf(({ role }) => role === 'representative'),
  };
  return [
    ...(wanted.includes('inspectors') ? inspectors : []),
    ...(wanted.includes('representative') ? [representative] : []),
  ];
}

/** Who signs next on the screen: the first who has not, and whose name is known. */
export function nextSigner(signers: readonly Signer[]): Signer | null {
  return signers.find(({ state, name }) => state === 'open' && name !== '') ?? null;
}
