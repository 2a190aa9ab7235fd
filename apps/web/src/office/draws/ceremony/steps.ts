/** Order of the ceremony's screens, how far the draw has come, and why it cannot go further yet. Pure. */
import type { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import type { ContributionView, DrawView } from '@mingcha/core/draws/draw-views.ts';

export const ceremonySteps = [
  'task',
  'pool',
  'exclusions',
  'attendance',
  'seal',
  'commitments',
  'numbers',
  'reveals',
  'beacon',
  'seed',
  'result',
  'record',
] as const;
export type CeremonyStep = (typeof ceremonySteps)[number];

/** Screens of this draw: those of sources that it does not have are left out. */
export function stepsOf(draw: DrawView): readonly CeremonyStep[] {
  const kinds = new Set(draw.settings.ceremony.sources.map((source) => source.kind));
  return ceremonySteps.filter((step) => {
    if (step === 'commitments' || step === 'reveals') return kinds.has('party');
    if (step === 'numbers') return kinds.has('digits') || kinds.has('lottery');
    return step !== 'beacon' || kinds.has('drand');
  });
}

export const isCommitted = (source: ContributionView): boolean =>
  source.kind !== 'party' || source.commitment !== null;
export const isRevealed = (source: ContributionView): boolean =>
  source.kind !== 'party' || source.nonce !== null || source.missed !== null;
export const isRead = (source: ContributionView): boolean =>
  (source.kind !== 'digits' && source.kind !== 'lottery') || source.text !== null;

export function hasHost(draw: DrawView): boolean {
  return draw.attendees.some((each) => each.capacity === 'host');
}

/** Somebody from another body watches: needed where the operator stands in the pool. */
export function lacksOutsideWitness(draw: DrawView): boolean {
  return (
    draw.operatorStandsInPool &&
    !draw.attendees.some(
      (each) => each.outside && (each.capacity === 'witness' || each.capacity === 'supervisor'),
    )
  );
}

/** The furthest screen that the server's state opens. */
export function frontierOf(draw: DrawView): CeremonyStep {
  switch (draw.state) {
    case 'draft':
    case 'checked':
      return 'pool';
    case 'sealing':
      return hasHost(draw) ? 'seal' : 'attendance';
    case 'drawn':
    case 'recorded':
    case 'released':
    case 'closed':
      return 'record';
    case 'infeasible':
    case 'voided':
      return draw.result === null ? 'seal' : 'result';
    default:
      return phaseOf(draw);
  }
}

function phaseOf(draw: DrawView): CeremonyStep {
  const { contributions } = draw;
  if (!contributions.every(isCommitted)) return 'commitments';
  if (!contributions.every(isRead)) return 'numbers';
  if (!contributions.every(isRevealed)) return 'reveals';
  return contributions.some((source) => source.kind === 'drand' && source.signature === null)
    ? 'beacon'
    : 'seed';
}

/** Why the next screen is closed; null where it is open. */
export function gateOf(draw: DrawView, step: CeremonyStep): keyof typeof ceremonyPageText.zh | null {
  const steps = stepsOf(draw);
  if (steps.indexOf(step) < steps.indexOf(frontierOf(draw))) return null;
  if (step === 'record') return 'gate.record';
  return `gate.${step}`;
}
