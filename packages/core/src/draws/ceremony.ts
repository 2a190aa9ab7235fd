/**
 * The state of a draw as a fold of its accepted actions, with the table of moves each state allows.
 * Server and screens share it: what is acknowledged is an action, what is not an action has not happened, so a
 * crash at any step loses nothing. Who may act, and when, is decided in `draw-rules.ts`; the fold only trusts.
 */
import type { Attendee } from './draw-task.ts';

export const drawStates = [
  'draft',
  'checked',
  'sealing', // the first person sealed; the snapshot is taken
  'sealed', // the second person sealed; nothing has been contributed yet
  'commitments',
  'numbers',
  'reveals',
  'beacon',
  'ready', // the seed can be computed
  'drawn',
  'infeasible', // the assignment is proved impossible: no names are issued
  'recorded', // the signed scan is filed
  'released',
  'closed',
  'voided',
] as const;
export type DrawState = (typeof drawStates)[number];

/** A frozen seed source as the ceremony needs it; `j` is its position. */
export type CeremonySource =
  | { readonly kind: 'party'; readonly role: string }
  | {
      readonly kind: 'digits';
      readonly who: string;
      readonly length: number;
      readonly means?: 'balls' | 'dice';
    }
  | {
      readonly kind: 'lottery';
      readonly game: string;
      readonly issue: string;
      readonly pattern: string;
      readonly outcomes: number;
    }
  | { readonly kind: 'drand'; readonly round: number };

/** Where a party made its nonce; on the operator's own computer it counts no entropy. */
export type MadeOn = 'device' | 'slip' | 'here';

interface Stamp {
  readonly by: string;
  readonly at: string;
}
export type CeremonyAction = Stamp &
  (
    | { readonly kind: 'created' }
    | { readonly kind: 'edited' }
    | { readonly kind: 'checked' }
    | { readonly kind: 'sealProposed'; readonly snapshotId: string }
    | { readonly kind: 'sealWithdrawn' }
    | {
        readonly kind: 'sealed';
        readonly no: number;
        readonly attempt: number;
        readonly freezeId: string;
        readonly sources: readonly CeremonySource[];
        readonly onMissing: 'skip' | 'void';
        readonly deadline: string;
      }
    | { readonly kind: 'attended'; readonly attendee: Attendee }
    | { readonly kind: 'committed'; readonly j: number; readonly commitment: string; readonly madeOn: MadeOn }
    | { readonly kind: 'numberTyped'; readonly j: number }
    | { readonly kind: 'numberDiffered'; readonly j: number }
    | {
        readonly kind: 'numberRead';
        readonly j: number;
        readonly text: string;
        readonly readBy: readonly string[];
      }
    | { readonly kind: 'revealed'; readonly j: number; readonly nonce: string }
    | { readonly kind: 'revealMissed'; readonly j: number; readonly reason: string }
    | { readonly kind: 'beaconRecorded'; readonly j: number; readonly signature: string }
    | { readonly kind: 'drawn' }
    | { readonly kind: 'foundInfeasible' }
    | { readonly kind: 'recorded'; readonly fileSha256: string }
    | { readonly kind: 'released' }
    | { readonly kind: 'amendmentProposed'; readonly amendmentId: string }
    | { readonly kind: 'amendmentApproved'; readonly amendmentId: string }
    | { readonly kind: 'amendmentRefused'; readonly amendmentId: string }
    | { readonly kind: 'voidProposed'; readonly voidRequest: VoidRequest }
    | { readonly kind: 'voidRefused' }
    | { readonly kind: 'voided' }
    | { readonly kind: 'closed' }
  );
export type ActionKind = CeremonyAction['kind'];

export const voidReasons = [
  'wrongPool',
  'wrongSettings',
  'partyAbsent',
  'roomDisturbed',
  'equipmentFailed',
  'infeasible',
  'other',
] as const;
export interface VoidRequest {
  readonly reason: (typeof voidReasons)[number];
  readonly text: string;
  readonly evidenceSha256: string;
}

export interface PartyProgress {
  readonly commitment: string | null;
  readonly madeOn: MadeOn | null;
  readonly nonce: string | null;
  readonly missed: string | null;
}
export interface NumberProgress {
  readonly firstTypedBy: string | null;
  readonly text: string | null;
  readonly readBy: readonly string[];
}

/** Everything the accepted actions say, and nothing else. */
export interface Ceremony {
  readonly state: DrawState;
  readonly createdBy: string | null;
  readonly snapshotId: string | null;
  readonly firstSealer: string | null;
  readonly secondSealer: string | null;
  readonly sealedAt: string | null;
  readonly deadline: string | null;
  readonly freezeId: string | null;
  readonly no: number | null;
  readonly attempt: number | null;
  readonly onMissing: 'skip' | 'void';
  readonly sources: readonly CeremonySource[];
  readonly parties: Readonly<Record<number, PartyProgress>>;
  readonly numbers: Readonly<Record<number, NumberProgress>>;
  readonly beacon: string | null;
  readonly attendees: readonly Attendee[];
  readonly voidRequest: (VoidRequest & Stamp) | null;
  /** State at the moment of voiding: decides about the carry-over (draw-protocol §10.3). */
  readonly voidedFrom: DrawState | null;
  readonly voidedAt: string | null;
  /** Who made the task, sealed first or pressed the draw: they approve no void and no amendment. */
  readonly operators: readonly string[];
  readonly openAmendments: readonly string[];
  readonly recordSha256: string | null;
  readonly length: number;
}

const atSeal: readonly ActionKind[] = ['attended', 'voidProposed', 'voidRefused', 'voided'];
const afterDraw: readonly ActionKind[] = [
  'voidProposed',
  'voidRefused',
  'voided',
  'amendmentProposed',
  'amendmentApproved',
  'amendmentRefused',
];

/** The only moves there are. A state that is missing here does not compile. */
export const allowedMoves: Readonly<Record<DrawState, readonly ActionKind[]>> = {
  draft: ['edited', 'checked'],
  checked: ['edited', 'checked', 'attended', 'sealProposed'],
  sealing: ['attended', 'sealWithdrawn', 'sealed'],
  sealed: [...atSeal, 'committed', 'numberTyped', 'numberDiffered', 'numberRead', 'beaconRecorded'],
  commitments: [...atSeal, 'committed'],
  numbers: [...atSeal, 'numberTyped', 'numberDiffered', 'numberRead'],
  reveals: [...atSeal, 'revealed', 'revealMissed'],
  beacon: [...atSeal, 'beaconRecorded'],
  ready: [...atSeal, 'drawn', 'foundInfeasible'],
  drawn: [...afterDraw, 'recorded'],
  infeasible: ['voidProposed', 'voidRefused', 'voided'],
  recorded: [...afterDraw, 'released'],
  released: [...afterDraw, 'closed'],
  closed: [],
  voided: ['beaconRecorded'],
};

/** True when the table allows the move; right after the seal the first contribution must be that of the first open phase. */
export function mayMove(ceremony: Ceremony, kind: ActionKind): boolean {
  if (!allowedMoves[ceremony.state].includes(kind)) return false;
  return (
    ceremony.state !== 'sealed' || atSeal.includes(kind) || allowedMoves[phaseOf(ceremony)].includes(kind)
  );
}

const blank: Ceremony = {
  state: 'draft',
  createdBy: null,
  snapshotId: null,
  firstSealer: null,
  secondSealer: null,
  sealedAt: null,
  deadline: null,
  freezeId: null,
  no: null,
  attempt: null,
  onMissing: 'void',
  sources: [],
  parties: {},
  numbers: {},
  beacon: null,
  attendees: [],
  voidRequest: null,
  voidedFrom: null,
  voidedAt: null,
  operators: [],
  openAmendments: [],
  recordSha256: null,
  length: 0,
};
const noParty: PartyProgress = { commitment: null, madeOn: null, nonce: null, missed: null };
const noNumber: NumberProgress = { firstTypedBy: null, text: null, readBy: [] };

/** State after all actions, in the order of their sequence numbers. */
export function foldCeremony(actions: readonly CeremonyAction[]): Ceremony {
  return actions.reduce(applyAction, blank);
}

export function applyAction(before: Ceremony, action: CeremonyAction): Ceremony {
  const isOperating = operating.includes(action.kind);
  const operators = isOperating ? [...before.operators, action.by] : before.operators;
  const ceremony = { ...before, length: before.length + 1, operators };
  return isLater(action) ? applyLater(ceremony, action) : applyEarly(ceremony, action);
}

const operating: readonly ActionKind[] = ['created', 'sealProposed', 'drawn', 'foundInfeasible'];
const early = [
  'created',
  'edited',
  'checked',
  'sealProposed',
  'sealWithdrawn',
  'sealed',
  'attended',
] as const;
type EarlyAction = Extract<CeremonyAction, { readonly kind: (typeof early)[number] }>;
type LaterAction = Exclude<CeremonyAction, EarlyAction>;

function isLater(action: CeremonyAction): action is LaterAction {
  return !(early as readonly string[]).includes(action.kind);
}

function applyEarly(ceremony: Ceremony, action: EarlyAction): Ceremony {
  switch (action.kind) {
    case 'created':
      return { ...ceremony, createdBy: action.by };
    case 'edited':
      return { ...ceremony, state: 'draft' };
    case 'checked':
      return { ...ceremony, state: 'checked' };
    case 'sealProposed':
      return { ...ceremony, state: 'sealing', snapshotId: action.snapshotId, firstSealer: action.by };
    case 'sealWithdrawn':
      return { ...ceremony, state: 'checked', snapshotId: null, firstSealer: null };
    case 'sealed':
      return applySeal(ceremony, action);
    case 'attended':
      return { ...ceremony, attendees: [...ceremony.attendees, action.attendee] };
  }
}

function applySeal(ceremony: Ceremony, action: CeremonyAction & { readonly kind: 'sealed' }): Ceremony {
  const { no, attempt, freezeId, sources, onMissing, deadline } = action;
  return {
    ...ceremony,
    state: 'sealed',
    secondSealer: action.by,
    sealedAt: action.at,
    no,
    attempt,
    freezeId,
    sources,
    onMissing,
    deadline,
  };
}

function applyLater(ceremony: Ceremony, action: LaterAction): Ceremony {
  if (isContribution(action)) return inPhase(applyContribution(ceremony, action));
  switch (action.kind) {
    case 'beaconRecorded': {
      const next = { ...ceremony, beacon: action.signature };
      return ceremony.state === 'voided' ? next : inPhase(next);
    }
    case 'drawn':
      return { ...ceremony, state: 'drawn' };
    case 'foundInfeasible':
      return { ...ceremony, state: 'infeasible' };
    case 'recorded':
      return { ...ceremony, state: 'recorded', recordSha256: action.fileSha256 };
    case 'released':
      return { ...ceremony, state: 'released' };
    case 'closed':
      return { ...ceremony, state: 'closed' };
    case 'amendmentProposed':
      return { ...ceremony, openAmendments: [...ceremony.openAmendments, action.amendmentId] };
    case 'amendmentApproved':
    case 'amendmentRefused':
      return {
        ...ceremony,
        openAmendments: ceremony.openAmendments.filter((id) => id !== action.amendmentId),
      };
    case 'voidProposed':
      return { ...ceremony, voidRequest: { ...action.voidRequest, by: action.by, at: action.at } };
    case 'voidRefused':
      return { ...ceremony, voidRequest: null };
    case 'voided':
      return { ...ceremony, voidedFrom: ceremony.state, voidedAt: action.at, state: 'voided' };
  }
}

const contributed = [
  'committed',
  'revealed',
  'revealMissed',
  'numberTyped',
  'numberDiffered',
  'numberRead',
] as const;
type ContributionAction = Extract<CeremonyAction, { readonly kind: (typeof contributed)[number] }>;

function isContribution(action: LaterAction): action is ContributionAction {
  return (contributed as readonly string[]).includes(action.kind);
}

function applyContribution(ceremony: Ceremony, action: ContributionAction): Ceremony {
  const party = ceremony.parties[action.j] ?? noParty;
  const number = ceremony.numbers[action.j] ?? noNumber;
  const withParty = (change: Partial<PartyProgress>): Ceremony => ({
    ...ceremony,
    parties: { ...ceremony.parties, [action.j]: { ...party, ...change } },
  });
  const withNumber = (change: Partial<NumberProgress>): Ceremony => ({
    ...ceremony,
    numbers: { ...ceremony.numbers, [action.j]: { ...number, ...change } },
  });
  switch (action.kind) {
    case 'committed':
      return withParty({ commitment: action.commitment, madeOn: action.madeOn });
    case 'revealed':
      return withParty({ nonce: action.nonce });
    case 'revealMissed':
      return withParty({ missed: action.reason });
    case 'numberTyped':
      return withNumber({ firstTypedBy: action.by });
    case 'numberDiffered':
      return withNumber({ firstTypedBy: null });
    case 'numberRead':
      return withNumber({ text: action.text, readBy: action.readBy });
  }
}

function inPhase(ceremony: Ceremony): Ceremony {
  return { ...ceremony, state: phaseOf(ceremony) };
}

/** The phase whose contributions are outstanding, in the order of draw-protocol §6.2. */
export function phaseOf(ceremony: Ceremony): 'commitments' | 'numbers' | 'reveals' | 'beacon' | 'ready' {
  const open = (kind: CeremonySource['kind'], isOpen: (j: number) => boolean): boolean =>
    ceremony.sources.some((source, j) => source.kind === kind && isOpen(j));
  if (open('party', (j) => (ceremony.parties[j]?.commitment ?? null) === null)) return 'commitments';
  const unread = (j: number): boolean => (ceremony.numbers[j]?.text ?? null) === null;
  if (open('digits', unread) || open('lottery', unread)) return 'numbers';
  if (
    open(
      'party',
      (j) => (ceremony.parties[j]?.nonce ?? null) === null && (ceremony.parties[j]?.missed ?? null) === null,
    )
  )
    return 'reveals';
  return open('drand', () => ceremony.beacon === null) ? 'beacon' : 'ready';
}

/** The stage rail: the stations of a draw in order, for every screen that shows one. */
export const railStations = ['draft', 'sealed', 'seed', 'drawn', 'recorded', 'released', 'closed'] as const;
export type RailStation = (typeof railStations)[number];

const stations: Readonly<Record<DrawState, RailStation>> = {
  draft: 'draft',
  checked: 'draft',
  sealing: 'draft',
  sealed: 'sealed',
  commitments: 'seed',
  numbers: 'seed',
  reveals: 'seed',
  beacon: 'seed',
  ready: 'seed',
  drawn: 'drawn',
  infeasible: 'drawn',
  recorded: 'recorded',
  released: 'released',
  closed: 'closed',
  voided: 'closed',
};

export function stationOf(state: DrawState): RailStation {
  return stations[state];
}
