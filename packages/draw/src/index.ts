/**
 * Public surface of rdraw/1. Everything a server, a page, a terminal or another verifier may use stands here;
 * the files behind it may change.
 */

export {
  type AmendContext,
  initialStanding,
  type Recused,
  type Replaced,
  recuse,
  replaceObject,
  type Standing,
  type StandingObject,
  successorOf,
} from './amend.ts';
export type * from './assign/index.ts';
export {
  assign,
  assignLeaves,
  assignRoot,
  checkCapacity,
  checkInfeasible,
  checkShortages,
  checkTeamSeats,
  checkTeams,
  explainShortage,
  leafPairs,
  substitute,
  type TeamLeaf,
  type TeamProblem,
  teamLoad,
} from './assign/index.ts';
export { type BundleInput, buildBundle, bundleOf, MAX_INLINE } from './bundle.ts';
export { base64, compareBytes, concat, decodeUtf8, encodeUtf8, hex, unbase64, unhex } from './bytes.ts';
export {
  type CertificateInput,
  certificateBody,
  certificateHash,
  certificateMessage,
  fileEntry,
  signCertificate,
  verifySignature,
} from './certificate.ts';
export {
  BEACON_DELAY,
  drandRandomness,
  drandRoundAt,
  QUICKNET,
  timeOfRound,
  verifyDrandRound,
} from './drand.ts';
export {
  buildDraw,
  type DrawInput,
  type Drawn,
  type DrawOptions,
  drawFrom,
  type RankedStratum,
  reserveCount,
  type Selection,
  seedFrom,
  selectFrom,
  selectionFrom,
} from './draw.ts';
export { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts';
export { DrawError } from './error.ts';
export {
  type Delivered,
  type Finished,
  type FinishInput,
  finishAlone,
  finishGathered,
  type GatheredInput,
  keysOfDelivered,
} from './flow.ts';
export {
  blindOf,
  conflictsRoot,
  displayFreezeId,
  freezeId,
  inspectorCommitment,
  inspectorLeaf,
  inspectorsRoot,
  LEAF_LENGTH,
  objectCommitment,
  objectLeaf,
  pairLeaf,
  paramsOf,
  recordHash,
  repeatedCommitment,
  saltOf,
  sortEntries,
} from './freeze.ts';
export { plainSha256Provider, sm3Provider, wasmSha256Provider } from './hash/providers.ts';
export type { HashProvider, Suite } from './hash-provider.ts';
export { type Json, type JsonObject, jcs, parseCanonical } from './json.ts';
export {
  certificateLog,
  type DrawLog,
  drawEvent,
  type EventHeader,
  entryOf,
  keyOf,
  logLeaf,
  sealLog,
  signHead,
} from './log.ts';
export {
  type Checkpoint,
  checkLine,
  checkpointBody,
  cosign,
  formatLogProof,
  type LogProof,
  type Note,
  type NoteSigner,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
  signNote,
  type VerifierKey,
  verifierKey,
  witnessKey,
} from './note.ts';
export { matchesPattern, patternTexts } from './pattern.ts';
export { checkPlan, checkPub } from './plan.ts';
export { logHash, providerFor } from './providers.ts';
export { fractionText, previewQuotas, type QuotaPreview, quotas } from './quotas.ts';
export { type ReceiptInput, receiptFor, verifyReceipt } from './receipt.ts';
export { type PoolObject, type Sealed, type SealedObject, type SealInput, sealDraw } from './seal.ts';
export {
  countEntropy,
  type DrawKeys,
  ENTROPY_REFUSED_BELOW,
  ENTROPY_WARNED_BELOW,
  expectedEntropy,
  keysOf,
  partyCommitment,
  revealMessage,
} from './seed.ts';
export {
  mergeRankings,
  prefilter,
  type Ranked,
  type Ranking,
  ROW_LENGTH,
  rankedRows,
  rankStratum,
  startRanking,
  ticketOf,
} from './select.ts';
export { sm2PublicKey, sm2Sign, sm2Verify } from './sm2.ts';
export { ticketPrefix } from './tagged.ts';
export { unixSeconds } from './time.ts';
export {
  consistencyPath,
  flatPath,
  type GrowingTree,
  growingTree,
  inclusionPath,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromPath,
  rootOf,
  type TreeHead,
} from './tree.ts';
export type * from './types.ts';
export {
  countSteps,
  STEPS,
  type Step,
  type StepId,
  type StepStatus,
  type Verdict,
  type VerifyOptions,
  verifyBundle,
} from './verify/index.ts';
