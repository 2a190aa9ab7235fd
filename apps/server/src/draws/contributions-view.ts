/** The seed's sources as screens and papers show them. Digits of a first typing are never among them. */

import { roundInstant } from '@mingcha/core/draws/beacon-moment.ts';
import type {
  CeremonyAction,
  CeremonySource,
  NumberProgress,
  PartyProgress,
} from '@mingcha/core/draws/ceremony.ts';
import type { ContributionView } from '@mingcha/core/draws/draw-views.ts';
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
  return ceremony.sources.map((source, j) => ({
    j,
    kind: source.kind,
    label: labelOf(source),
    ...announced(source),
    ...partyFields(ceremony.parties[j]),
    ...numberFields(ceremony.numbers[j], names),
    signature: source.kind === 'drand' ? ceremony.beacon : null,
    bits: countEntropy(
      [frozenSource(source)],
      delivered.filter((each) => each.j === j).map((each) => ({ ...each, j: 0 })),
    ),
    at: lastInstant(
      actions.map(({ action }) => action),
      j,
    ),
  }));
}

/** What was frozen about a source. */
function announced(
  source: CeremonySource,
): Pick<ContributionView, 'means' | 'length' | 'pattern' | 'round' | 'roundAt'> {
  const nothing = { means: null, length: null, pattern: null, round: null, roundAt: null };
  switch (source.kind) {
    case 'party':
      return nothing;
    case 'digits':
      return { ...nothing, means: source.means ?? 'balls', length: source.length };
    case 'lottery':
      return { ...nothing, pattern: source.pattern };
    case 'drand':
      return { ...nothing, round: source.round, roundAt: roundInstant(source.round) };
  }
}

const noParty: PartyProgress = { commitment: null, madeOn: null, nonce: null, missed: null };

function partyFields(party: PartyProgress | undefined): PartyProgress {
  const { commitment, madeOn, nonce, missed } = party ?? noParty;
  return { commitment, madeOn, nonce, missed };
}

function numberFields(
  number: NumberProgress | undefined,
  names: ReadonlyMap<string, string>,
): Pick<ContributionView, 'firstTypedBy' | 'text' | 'readBy'> {
  if (number === undefined) return { firstTypedBy: null, text: null, readBy: [] };
  const { firstTypedBy, text, readBy } = number;
  const nameOf = (id: string): string => names.get(id) ?? '';
  return {
    firstTypedBy: firstTypedBy === null ? null : nameOf(firstTypedBy),
    text,
    readBy: readBy.map(nameOf),
  };
}

function lastInstant(actions: readonly CeremonyAction[], j: number): string | null {
  return actions.findLast((action) => 'j' in action && action.j === j)?.at ?? null;
}
