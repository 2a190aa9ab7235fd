/**
 * The documents of rdraw/1 as types: parameters, contributions, certificate, bundle, log events.
 * Hashes, keys and commitments are lower-case hex, signatures base64, instants `YYYY-MM-DDThh:mm:ssZ`.
 * Types only: what they promise is checked where documents are read (`verify/`), not here.
 */
import type { Suite } from './hash-provider.ts';
import type { Json, JsonObject } from './json.ts';

/** Lower-case hexadecimal text. */
export type Hex = string;

export type Rounding = 'ceil' | 'half' | 'floor' | 'cascade';
export type Method = 'equal' | 'seqpoisson' | 'pps';

/** A stratum that is drawn at a rate [a, b] = a/b (§5.4, §7.2). */
export interface DrawStratum {
  readonly code: string;
  readonly name: string;
  readonly rule: 'draw';
  readonly rate: readonly [number, number];
  readonly round: Rounding;
  readonly min: number;
  readonly max: number | null;
  readonly base: 'eligible' | 'all';
  readonly method: Method;
}

/** A stratum whose members are all drawn: key objects, carry-over. */
export interface AllStratum {
  readonly code: string;
  readonly name: string;
  readonly rule: 'all';
}

/** Excluded objects, kept in the frame with the reason and the stratum they would belong to. */
export interface NoneStratum {
  readonly code: string;
  readonly name: string;
  readonly rule: 'none';
  readonly of: string;
  readonly reason: string;
}

export type Stratum = DrawStratum | AllStratum | NoneStratum;

/** One group of equal seats in a team (§8.1). */
export interface SeatGroup {
  readonly dept: string;
  readonly skills: readonly string[];
  readonly n: number;
  readonly anyArea: boolean;
}

export interface PartySource {
  readonly kind: 'party';
  readonly role: string;
  /** Public key the party signs its reveal with: Ed25519, hex. */
  readonly key?: Hex;
}
export interface DigitsSource {
  readonly kind: 'digits';
  readonly who: string;
  readonly length: number;
}
export interface LotterySource {
  readonly kind: 'lottery';
  readonly game: string;
  readonly issue: string;
  /** Literals, `[0-9]`, `{n}` and `|` only; matches the whole text. */
  readonly pattern: string;
  /** How many equally likely results the game has. */
  readonly outcomes: number;
}
export interface DrandSource {
  readonly kind: 'drand';
  readonly chain: Hex;
  readonly round: number;
}
export interface MarketSource {
  readonly kind: 'market';
  readonly instrument: string;
  readonly date: string;
  readonly pattern: string;
}
export type SeedSource = PartySource | DigitsSource | LotterySource | DrandSource | MarketSource;

/** Who must cosign the freeze: nobody, or at least `quorum` of the keys (C2SP verifier keys). */
export type WitnessPolicy =
  | { readonly policy: 'none' }
  | { readonly policy: 'quorum'; readonly quorum: number; readonly keys: readonly string[] };

export interface Disclosure {
  readonly mode: 'sealed' | 'open';
  /** End of the embargo of a sealed draw. */
  readonly until?: string | null;
}

/** What a caller decides before the freeze; roots and counts are added by `sealDraw`. */
export interface Plan {
  readonly suite: Suite;
  readonly kind?: 'joint' | 'select';
  readonly org: string;
  readonly series: number;
  readonly no: number;
  readonly attempt: number;
  readonly item: string;
  readonly strata: readonly Stratum[];
  readonly assign: {
    readonly templates: Readonly<Record<string, readonly SeatGroup[]>>;
    readonly mix: number;
  };
  readonly seed: {
    readonly sources: readonly SeedSource[];
    readonly onMissing: 'skip' | 'void';
    readonly delay: number;
  };
  readonly time?: { readonly frozen: string; readonly seedAfter: string; readonly deadline: string };
  readonly disclosure?: Disclosure;
  readonly witness?: WitnessPolicy;
  readonly prev: null | { readonly freezeId: Hex; readonly carry: boolean };
}

/** The parameter document; `F` is its hash (§5.4). */
export interface Params extends Plan {
  readonly v: 'rdraw/1';
  readonly frame: { readonly count: number; readonly root: Hex; readonly blind: Hex };
  readonly inspectors: { readonly count: number; readonly root: Hex; readonly blind: Hex };
  readonly conflicts: { readonly count: number; readonly root: Hex };
}

/** What the assignment may know about an inspector (§5.2). */
export type InspectorPub = {
  readonly dept: string;
  readonly skills: readonly string[];
  readonly areas: readonly string[];
  readonly cap: number;
  readonly load: number;
};

/** The record of an object: string member `id`, and the register's fields. */
export type ObjectRecord = JsonObject & { readonly id: string };
/** The record of an inspector or standing team. */
export type InspectorRecord = JsonObject & { readonly id: string; readonly pub: InspectorPub };

/** What was contributed to the seed, with the log indices that prove the order of the phases. */
export type Contribution =
  | {
      readonly j: number;
      readonly kind: 'party';
      readonly role: string;
      readonly commit: Hex;
      readonly reveal: Hex | null;
      readonly committedAt: number;
      readonly revealedAt: number | null;
      /** `here`: the nonce came from the operator's own computer and counts 0 bits. */
      readonly made?: 'here';
      readonly key?: Hex;
      readonly sig?: string;
    }
  | {
      readonly j: number;
      readonly kind: 'digits';
      readonly text: string;
      readonly readBy?: readonly string[];
      readonly at: number;
      /** `here`: the digits came from the operator's own computer and count 0 bits. */
      readonly made?: 'here';
    }
  | { readonly j: number; readonly kind: 'lottery' | 'market'; readonly text: string; readonly at: number }
  | {
      readonly j: number;
      readonly kind: 'drand';
      readonly round: number;
      readonly signature: Hex;
      readonly at: number;
    };

export interface SelectedRow {
  readonly stratum: number;
  readonly rank: number;
  readonly c: Hex;
  readonly area?: string;
}
export interface ReserveRow {
  readonly stratum: number;
  readonly rank: number;
  readonly c: Hex;
}
export interface AssignmentRow {
  readonly c: Hex;
  readonly group: number;
  readonly k: number;
  readonly inspector: Hex;
}
export interface InspectorRow {
  readonly pub: InspectorPub;
  readonly c: Hex;
}
export interface Opening {
  readonly c: Hex;
  readonly record: ObjectRecord;
  readonly salt: Hex;
}

export type EventType =
  | 'frozen'
  | 'committed'
  | 'number-read'
  | 'revealed'
  | 'beacon-recorded'
  | 'seeded'
  | 'completed'
  | 'infeasible'
  | 'voided'
  | 'replaced'
  | 'recused'
  | 'opened'
  | 'closed'
  | 'note';

/** One entry of the public draw log (§10.2); further members depend on the type, see the README. */
export type DrawEvent = {
  readonly v: 'rdraw/1';
  readonly type: EventType;
  readonly org: string;
  readonly series: number;
  readonly no: number;
  readonly attempt: number;
  readonly freezeId: Hex;
  readonly at: string;
  readonly by: string;
} & { readonly [member: string]: Json };

/** An event with its place in the log and the proof that it stands there. */
export interface LoggedEvent {
  readonly index: number;
  readonly event: DrawEvent;
  readonly proof: readonly Hex[];
}

/**
 * §10.4: an object struck after the draw and its successor. The log event holds the same members except
 * `index`, `opening` and `team`.
 */
export interface Replacement {
  readonly type: 'replaced';
  readonly index: number;
  readonly stratum: number;
  /** The object struck. */
  readonly c: Hex;
  readonly successor: Hex;
  readonly rank: number;
  readonly reason: string;
  readonly evidence: Hex;
  /** Record and salt of the successor; null while sealed. */
  readonly opening: { readonly record: ObjectRecord; readonly salt: Hex } | null;
  /** Every seat of the successor's task, and seats of others that changed hands; null while sealed or without teams. */
  readonly team: readonly AssignmentRow[] | null;
}

/**
 * §10.4: an inspector who steps back from one seat. The log event holds the same members except `index` and
 * `changes`.
 */
export interface Recusal {
  readonly type: 'recused';
  readonly index: number;
  readonly c: Hex;
  readonly group: number;
  readonly k: number;
  readonly inspector: Hex;
  /** Who takes the seat over. */
  readonly substitute: Hex;
  readonly reason: string;
  readonly evidence: Hex;
  /** Every seat that changed hands, several only where nobody was free; null while sealed. */
  readonly changes: readonly AssignmentRow[] | null;
}
export type Amendment = Replacement | Recusal;

export interface Signature {
  readonly alg: 'ed25519' | 'sm2-sm3';
  readonly key: Hex;
  /** Explicit signer id, SM2 only. */
  readonly id?: string;
  readonly sig: string;
}

/** Proof that an assignment is impossible (§8.3 theorem 8), seats and persons as indices. */
export interface Shortage {
  readonly seat: number;
  readonly X: readonly number[];
  readonly R: readonly number[];
  readonly supply: number;
  readonly demand: number;
  readonly byRequirement: readonly {
    readonly dept: string;
    readonly skills: readonly string[];
    readonly area: string;
    readonly seats: number;
  }[];
}

export type AssignSummary =
  | {
      readonly tasks: number;
      readonly seats: number;
      readonly root: Hex;
      readonly maxLevel: number;
      readonly choice: { readonly min: number; readonly below3: number };
    }
  | { readonly infeasible: readonly Shortage[] };

export interface FileEntry {
  readonly name: string;
  readonly size: number;
  readonly hash: Hex;
}

/** The signed body of a certificate (Annex D). */
export interface CertificateBody {
  readonly v: 'rdraw/1';
  readonly kind: 'certificate';
  readonly freezeId: Hex;
  readonly params: Params;
  readonly log: { readonly origin: string; readonly index: number; readonly proof: string };
  readonly seed: {
    readonly contribs: readonly Contribution[];
    readonly bits: number;
    readonly value: Hex;
    /** The contributions came from a seed file, so the draw can be repeated. */
    readonly reproduced?: true;
  };
  readonly select: {
    readonly counts: readonly number[];
    readonly quotas: readonly number[];
    readonly threshold: readonly (Hex | null)[];
    readonly root: Hex;
    readonly size: number;
    /** How many reserves of each stratum the bundle lists; all of them when absent. */
    readonly reserves?: readonly number[];
  };
  /** null for a draw of kind `select`. */
  readonly assign: AssignSummary | null;
  readonly files: readonly FileEntry[];
  readonly disclosure: Disclosure;
  readonly software: {
    readonly name: string;
    readonly version: string;
    readonly commit: string | null;
  };
  readonly issuedAt: string;
}

export interface Certificate {
  readonly body: CertificateBody;
  readonly signatures: readonly Signature[];
}

/** The evidence bundle (§9.1); on disk it is exactly `jcs(bundle)`. */
export interface Bundle {
  readonly format: 'rdraw/1 bundle';
  readonly certificate: Certificate;
  readonly frame: string | { readonly file: string; readonly hash: Hex };
  readonly inspectors?: readonly InspectorRow[] | null;
  readonly conflicts?: readonly (readonly [Hex, Hex])[] | null;
  readonly selected: readonly SelectedRow[];
  readonly reserves: readonly ReserveRow[];
  readonly assignment?: readonly AssignmentRow[] | null;
  readonly openings?: readonly Opening[] | null;
  readonly amendments: readonly Amendment[];
  readonly log: { readonly checkpoint: string; readonly events: readonly LoggedEvent[] };
}

/** What an enterprise needs to check its own object (§9). */
export interface Receipt {
  readonly v: 'rdraw/1';
  readonly kind: 'receipt';
  readonly freezeId: Hex;
  readonly record: ObjectRecord;
  readonly salt: Hex;
  readonly stratum: number;
  readonly weight: number;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Hex[];
  readonly ticket: Hex;
  readonly threshold: Hex | null;
  readonly rank: number;
  readonly drawn: boolean;
}
