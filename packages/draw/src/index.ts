/** Public surface of rdraw/1. Everything a server, a page, a terminal or another verifier may use stands here. */
import type { HashProvider, Suite } from './hash-provider.ts';
import type {
  Amendment,
  AssignmentRow,
  AssignSummary,
  Bundle,
  CertificateBody,
  Contribution,
  Disclosure,
  DrawEvent,
  EventType,
  Hex,
  InspectorRecord,
  InspectorRow,
  LoggedEvent,
  ObjectRecord,
  Opening,
  Params,
  Plan,
  Receipt,
  Recusal,
  Replacement,
  ReserveRow,
  SelectedRow,
  Signature,
  Stratum,
} from './types.ts';

export { base64, concat, encodeUtf8, hex, unbase64, unhex } from './bytes.ts';
export { DrawError } from './error.ts';
export type { HashProvider, Suite } from './hash-provider.ts';
export type { Json, JsonObject } from './json.ts';
export { jcs, parseCanonical } from './json.ts';
export type * from './types.ts';

const later = (): never => {
  throw new Error('not built');
};

/** The plain provider of a suite; always correct, faster ones are passed in options. */
export declare function providerFor(suite: Suite): HashProvider;

// ---- step 1: seal -----------------------------------------------------------------------------------------
export interface SealInput {
  readonly plan: Plan;
  /** M, 32 secret bytes. */
  readonly master: Uint8Array;
  /** M_I, 32 secret bytes. */
  readonly masterInspectors: Uint8Array;
  readonly objects: readonly {
    readonly record: ObjectRecord;
    readonly stratum: number;
    readonly weight: number;
  }[];
  readonly inspectors: readonly InspectorRecord[];
  /** Avoidance pairs by record ids: object id, inspector id. */
  readonly pairs: readonly (readonly [string, string])[];
}
export interface Sealed {
  readonly params: Params;
  readonly freezeId: Hex;
  /** frame.bin: sorted 39-byte leaves. */
  readonly frame: Uint8Array;
  /** in the order of the input */
  readonly objects: readonly {
    readonly id: string;
    readonly c: Hex;
    readonly stratum: number;
    readonly weight: number;
    readonly salt: Hex;
  }[];
  /** in the order of c */
  readonly inspectors: readonly (InspectorRow & { readonly id: string; readonly salt: Hex })[];
  /** sorted, by commitments */
  readonly conflicts: readonly (readonly [Hex, Hex])[];
}
export declare function sealDraw(input: SealInput, provider?: HashProvider): Sealed;
/** Base32, 13 groups of 4 (§5.5). */
export declare function displayFreezeId(freezeId: Hex): string;
/** Commitment of party j: what the party's device shows and sends (§6.1). */
export declare function partyCommitment(input: {
  suite: Suite;
  freezeId: Hex;
  j: number;
  nonce: Uint8Array;
}): Hex;

// ---- preview ----------------------------------------------------------------------------------------------
export interface Quota {
  readonly code: string;
  /** members of the stratum (n) and base the rate is taken of (N) */
  readonly members: number;
  readonly base: number;
  /** exact product N·a/b as text, "5.55" or "37/3"; null for all/none */
  readonly product: string | null;
  /** objects to draw; for cascade before the seed the two possible values */
  readonly target: number;
  readonly targetHigh: number;
  /** target ÷ base in percent with two decimals, "16.22" */
  readonly effective: string;
}
export declare function previewQuotas(
  strata: readonly Stratum[],
  counts: readonly number[],
): readonly Quota[];

// ---- step 2: finish ---------------------------------------------------------------------------------------
export interface DrawInput {
  readonly params: Params;
  readonly frame: Uint8Array;
  readonly inspectors: readonly InspectorRow[];
  readonly conflicts: readonly (readonly [Hex, Hex])[];
  readonly contributions: readonly Contribution[];
  /** area code of a drawn object */
  readonly areaOf: (c: Hex) => string;
}
export interface Drawn {
  readonly freezeId: Hex;
  readonly seed: Hex;
  readonly bits: number;
  readonly counts: readonly number[];
  readonly quotas: readonly number[];
  readonly threshold: readonly (Hex | null)[];
  readonly selRoot: Hex;
  readonly selected: readonly (SelectedRow & { readonly ticket: Hex; readonly area: string })[];
  readonly reserves: readonly (ReserveRow & { readonly ticket: Hex })[];
  readonly reserveCounts: readonly number[];
  readonly assignment: readonly AssignmentRow[] | null;
  readonly assign: AssignSummary | null;
}
export interface DrawOptions {
  readonly provider?: HashProvider;
  readonly onProgress?: (step: string, done: number, total: number) => void;
}
export declare function buildDraw(input: DrawInput, options?: DrawOptions): Drawn;

export interface BundleInput {
  readonly params: Params;
  readonly frame: Uint8Array;
  readonly inspectors: readonly InspectorRow[];
  readonly conflicts: readonly (readonly [Hex, Hex])[];
  readonly drawn: Drawn;
  readonly certificate: { readonly body: CertificateBody; readonly signatures: readonly Signature[] };
  /** Openings of the drawn objects when disclosure permits, in any order; null keeps them sealed. */
  readonly openings: readonly Opening[] | null;
  readonly amendments?: readonly Amendment[];
  readonly log: Bundle['log'];
}
export declare function buildCertificateBody(input: {
  readonly params: Params;
  readonly frame: Uint8Array;
  readonly drawn: Drawn;
  readonly contributions: readonly Contribution[];
  readonly log: CertificateBody['log'];
  readonly software: CertificateBody['software'];
  readonly issuedAt: string;
  readonly disclosure?: Disclosure;
  readonly reproduced?: boolean;
}): CertificateBody;
/** Hash under which the completed event names the certificate. */
export declare function certificateHash(body: CertificateBody): Hex;
export declare function signCertificate(body: CertificateBody, secretKey: Uint8Array): Signature;
/** jcs(bundle) */
export declare function buildBundle(input: BundleInput): Uint8Array;

// ---- verification -----------------------------------------------------------------------------------------
export type StepStatus = 'PASS' | 'FAIL' | 'NOT DISCLOSED' | 'NOT CHECKED';
export type StepId =
  | 'document'
  | 'freeze'
  | 'frame'
  | 'log'
  | 'witness'
  | 'time'
  | 'contributions'
  | 'beacon'
  | 'phases'
  | 'entropy'
  | 'seed'
  | 'quotas'
  | 'selection'
  | 'reserves'
  | 'inspectors'
  | 'conflicts'
  | 'assignment'
  | 'files'
  | 'signatures'
  | 'openings'
  | 'register'
  | 'amendments'
  | 'monitor';
export interface Step {
  readonly id: StepId;
  readonly status: StepStatus;
  readonly reason: string;
  readonly expected: string | null;
  readonly found: string | null;
}
export interface Verdict {
  /** true when no step failed */
  readonly ok: boolean;
  readonly steps: readonly Step[];
  readonly bundle: Bundle | null;
}
export interface VerifyOptions {
  readonly provider?: (suite: Suite) => HashProvider;
  /** public keys (hex) or C2SP verifier keys that may sign */
  readonly trust?: readonly string[];
  /** detached frame file */
  readonly file?: (name: string) => Uint8Array | undefined;
  readonly onProgress?: (step: StepId, done: number, total: number) => void;
}
export declare function verifyBundle(bytes: Uint8Array, options?: VerifyOptions): Verdict;

// ---- log --------------------------------------------------------------------------------------------------
/** An event with its header filled from the draw; extra members by type, see README. */
export declare function drawEvent(input: {
  params: Params;
  freezeId: Hex;
  type: EventType;
  at: string;
  by: string;
  data?: { readonly [m: string]: unknown };
}): DrawEvent;
export declare function logLeaf(event: DrawEvent): Uint8Array;
export declare function treeHead(leafHashes: readonly Uint8Array[]): Uint8Array;
export declare function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Uint8Array[];
export declare function consistencyProof(leafHashes: readonly Uint8Array[], oldSize: number): Uint8Array[];
export declare function verifyInclusion(input: {
  leafHash: Uint8Array;
  index: number;
  size: number;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}): boolean;
export declare function verifyConsistency(input: {
  oldSize: number;
  oldRoot: Uint8Array;
  size: number;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean;
/** C2SP checkpoint body: origin, size, root. */
export declare function checkpointBody(origin: string, size: number, root: Uint8Array): string;
export interface NoteSigner {
  readonly name: string;
  readonly secretKey: Uint8Array;
}
export declare function verifierKey(name: string, publicKey: Uint8Array): string;
export declare function signNote(body: string, signer: NoteSigner): string;
/** Adds a cosignature/v1 line. */
export declare function cosign(note: string, signer: NoteSigner, unixSeconds: number): string;
export declare function logProof(input: {
  index: number;
  proof: readonly Uint8Array[];
  checkpoint: string;
}): string;

// ---- after the draw ---------------------------------------------------------------------------------------
export declare function replaceObject(
  bundle: Bundle,
  input: { stratum: number; struck: Hex; areaOf?: (c: Hex) => string },
): Omit<Replacement, 'type' | 'index' | 'reason' | 'evidence'>;
export declare function substituteInspector(
  bundle: Bundle,
  input: { c: Hex; group: number; k: number },
): Omit<Recusal, 'type' | 'index' | 'reason' | 'evidence'> | null;
export declare function receiptFor(input: {
  params: Params;
  frame: Uint8Array;
  seed: Hex;
  opening: Opening;
}): Receipt;
export declare function verifyReceipt(receipt: Receipt, params: Params, seed: Hex): Verdict;

// ---- beacon -----------------------------------------------------------------------------------------------
export declare const QUICKNET: string;
export declare function drandRoundAt(unixSeconds: number): number;
export declare function timeOfRound(round: number): number;
export declare function verifyDrandRound(round: number, signature: Uint8Array): boolean;
/** floor(log2) of the possible outcomes nobody of the operator controls; warn below 128, refuse below 64. */
export declare function countEntropy(params: Params, contributions: readonly Contribution[]): number;
/** A pattern of the restricted language matches the whole text. */
export declare function matchesPattern(pattern: string, text: string): boolean;
void later;
void (0 as unknown as LoggedEvent);
