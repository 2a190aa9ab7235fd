/** The seed's sources as screens and papers show them. Digits of a first typing are never among them. */
import type { CeremonyAction, CeremonySource } from '@mingcha/core/draws/ceremony.ts';
import type { ContributionView } from '@mingcha/core/draws/draw-views.ts';
import { roundInstant } from '@mingcha/core/draws/seed-rules.ts';
import { countEntropy, type SeedSource } from '@mingcha/draw';
import type { CaseFile } from './case-file.ts';
import { contributionsFrom } from './compute.ts';

/** Bits counted so far. */
export function entropySoFar(file: CaseFile): number {
  const { ceremony } = file;
  const sources = ceremony.sources.map(frozenSource);
  return countEntropy(sources, deliveredOf(file));
}

function deliveredOf(file: CaseFile) {
  const { ceremony } = file;
  return contributionsFrom(ceremony, () => -1).filter(({ j, kind }) => {
    if (kind === 'party') return ceremony.parties[j]?.nonce != null;
    return kind === 'drand' ? ceremony.beacon !== null : ceremony.numbers[j]?.text != null;
  });
}

function frozenSource(source: CeremonySource): SeedSource {
  switch (source.kind) {
    case 'party':
      return { kind: 'party', role: source.role };
    case 'digits':
      return { kind: 'digits', who: source.who, length: source.length };
    case 'lottery':
      return source;
    case 'drand':
      return { kind: 'drand', chain: '', round: source.round };
  }
}

function labelOf(source: CeremonySource): string {
  switch (source.kind) {
    case 'party':
      return source.role;
    case 'digits':
      return source.who;
    case 'lottery':
      return `${source.game} ${source.issue}`;
    case 'drand':
      return String(source.round);
  }
}

export function contributionViews(file: CaseFile): ContributionView[] {
  const { ceremony, actions } = file;
  const names = new Map(actions.map(({ action, personName }) => [action.by, personName]));
  const delivered = deliveredOf(file);
  return ceremony.sources.map((source, j) => {
    const party = ceremony.parties[j];
    const number = ceremony.numbers[j];
    return {
      j,
      kind: source.kind,
      label: labelOf(source),
      means: source.kind === 'digits' ? (source.means ?? 'balls') : null,
      length: source.kind === 'digits' ? source.length : null,
      pattern: source.kind === 'lottery' ? source.pattern : null,
      round: source.kind === 'drand' ? source.round : null,
      roundAt: source.kind === 'drand' ? roundInstant(source.round) : null,
      commitment: party?.commitment ?? null,
      madeOn: party?.madeOn ?? null,
      nonce: party?.nonce ?? null,
      missed: party?.missed ?? null,
      firstTypedBy: number?.firstTypedBy == null ? null : (names.get(number.firstTypedBy) ?? ''),
      text: number?.text ?? null,
      readBy: (number?.readBy ?? []).map((id) => names.get(id) ?? ''),
      signature: source.kind === 'drand' ? ceremony.beacon : null,
      bits: countEntropy(
        [frozenSource(source)],
        delivered.filter((each) => each.j === j).map((each) => ({ ...each, j: 0 })),
      ),
      at: lastInstant(
        actions.map(({ action }) => action),
        j,
      ),
    };
  });
}

function lastInstant(actions: readonly CeremonyAction[], j: number): string | null {
  return actions.findLast((action) => 'j' in action && action.j === j)?.at ?? null;
}
