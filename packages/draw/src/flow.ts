/**
 * A whole draw in two steps for one program that keeps the log itself: `sealDraw`, then `finishAlone`.
 * The terminal draws this way. A server that keeps the agency's log writes the same events one by one and calls
 * `buildDraw`, `certificateBody`, `signCertificate` and `buildBundle` itself.
 */
import { buildBundle, MAX_INLINE } from './bundle.ts';
import { hex } from './bytes.ts';
import { certificateBody, certificateHash, signCertificate } from './certificate.ts';
import { buildDraw, type Drawn, type DrawOptions, drawFrom, type Selection, seedFrom } from './draw.ts';
import { DrawError } from './error.ts';
import type { Json } from './json.ts';
import { certificateLog, drawEvent, keyOf, logLeaf, sealLog, signHead } from './log.ts';
import type { NoteSigner } from './note.ts';
import { providerFor } from './providers.ts';
import type { Sealed, SealInput } from './seal.ts';
import { type DrawKeys, keysOf as keysOfSeed, partyCommitment } from './seed.ts';
import type { CertificateBody, Contribution, DrawEvent, FileEntry, Opening, SeedSource } from './types.ts';

/** What one source delivered, in the order of the frozen sources. */
export type Delivered =
  | { readonly kind: 'party'; readonly nonce: Uint8Array | null; readonly made?: 'here' }
  | {
      readonly kind: 'digits';
      readonly text: string;
      readonly made?: 'here';
      readonly readBy?: readonly string[];
    }
  | { readonly kind: 'lottery' | 'market'; readonly text: string }
  | { readonly kind: 'drand'; readonly signature: string };

export interface FinishInput {
  readonly sealed: Sealed;
  /** The pool that was sealed: its records are opened where the draw is open. */
  readonly objects: SealInput['objects'];
  readonly delivered: readonly Delivered[];
  /** Signs the log heads (name = origin of the log) and the certificate. */
  readonly signer: NoteSigner;
  /** Time of every event and of the certificate, UTC `YYYY-MM-DDThh:mm:ssZ`. */
  readonly at: string;
  readonly software: CertificateBody['software'];
  /** The delivered values came from a seed file. */
  readonly reproduced?: boolean;
}

export interface Finished {
  readonly drawn: Drawn;
  readonly body: CertificateBody;
  readonly events: readonly DrawEvent[];
  /** The bundle file. */
  readonly bytes: Uint8Array;
  /** frame.bin where it must lie beside the bundle (above 200 000 objects), else null. */
  readonly frameFile: Uint8Array | null;
}

/** A draw whose frame was never in one memory: sealed, selected and opened by whoever kept its parts. */
export interface GatheredInput extends Omit<FinishInput, 'sealed' | 'objects'> {
  readonly sealed: Omit<Sealed, 'frame' | 'objects'>;
  /** Made with `keysOfDelivered` from the parts of the frame. */
  readonly selection: Selection;
  /** frame.bin, or its entry where it lies beside the bundle. */
  readonly frame: Uint8Array | FileEntry;
  /** Of every drawn object, by its commitment. */
  readonly openings: ReadonlyMap<string, Opening>;
}

interface Draft {
  readonly events: DrawEvent[];
  readonly write: (type: DrawEvent['type'], data?: { readonly [member: string]: Json }) => number;
}

type Delivering = Pick<FinishInput, 'delivered' | 'signer' | 'at'> & {
  readonly sealed: Pick<Sealed, 'params' | 'freezeId'>;
};

function startLog(input: Delivering): Draft {
  const { params, freezeId } = input.sealed;
  const header = { params, freezeId, at: input.at, by: keyOf(input.signer) };
  const events: DrawEvent[] = [];
  return { events, write: (type, data) => events.push(drawEvent(header, type, data)) - 1 };
}

function deliveredOf(input: Delivering, j: number, source: SeedSource): Delivered {
  const given = input.delivered[j];
  if (given === undefined || given.kind !== source.kind)
    throw new DrawError('seed.missing', `source ${j} (${source.kind}) delivered nothing`, { j });
  return given;
}

/** Writes the contributions phase by phase (§6.2) and returns them in the order of the sources. */
function contribute(input: Delivering, log: Draft): readonly Contribution[] {
  const { sources } = input.sealed.params.seed;
  const given = sources.map((source, j) => deliveredOf(input, j, source));
  const out: Contribution[] = [];
  const committed = new Map<number, { readonly commit: string; readonly at: number }>();
  given.forEach((item, j) => {
    if (item.kind !== 'party') return;
    if (item.nonce === null) throw new DrawError('seed.missing', `party ${j} has no nonce`, { j });
    const place = { freezeId: input.sealed.freezeId, j };
    const commit = partyCommitment(providerFor(input.sealed.params.suite), place, item.nonce);
    committed.set(j, { commit, at: log.write('committed', { j, commit }) });
  });
  given.forEach((item, j) => {
    if (item.kind !== 'digits' && item.kind !== 'lottery' && item.kind !== 'market') return;
    const { kind, text } = item;
    const at = log.write('number-read', { j, text });
    if (kind !== 'digits') out.push({ j, kind, text, at });
    else out.push({ ...item, kind, j, at });
  });
  given.forEach((item, j) => {
    const source = sources[j];
    const earlier = committed.get(j);
    if (item.kind !== 'party' || item.nonce === null || earlier === undefined || source?.kind !== 'party')
      return;
    const reveal = hex(item.nonce);
    const revealedAt = log.write('revealed', { j, reveal });
    const made = item.made === undefined ? {} : { made: item.made };
    const { commit, at: committedAt } = earlier;
    out.push({ j, kind: 'party', role: source.role, commit, reveal, committedAt, revealedAt, ...made });
  });
  given.forEach((item, j) => {
    const source = sources[j];
    if (item.kind !== 'drand' || source?.kind !== 'drand') return;
    const { round } = source;
    const at = log.write('beacon-recorded', { j, round, signature: item.signature });
    out.push({ j, kind: 'drand', round, signature: item.signature, at });
  });
  return out.sort((a, b) => a.j - b.j);
}

function openingsOf(input: FinishInput, drawn: Drawn): readonly Opening[] {
  const place = new Map(input.sealed.objects.map(({ c }, i) => [c, i]));
  return drawn.selected.map(({ c }) => {
    const i = place.get(c) ?? -1;
    const record = input.objects[i]?.record;
    const salt = input.sealed.objects[i]?.salt;
    if (record === undefined || salt === undefined)
      throw new DrawError('flow.object', 'the pool is not the sealed one');
    return { c, record, salt };
  });
}

/** Area of each object by commitment, from its record. @throws DrawError `assign.area` for one without area */
function areas(input: FinishInput): (c: string) => string {
  const place = new Map(input.sealed.objects.map(({ c }, i) => [c, i]));
  return (c) => {
    const area = input.objects[place.get(c) ?? -1]?.record['area'];
    if (typeof area !== 'string') throw new DrawError('assign.area', `object ${c} has no area`, { c });
    return area;
  };
}

/** The keys that what was delivered leads to; whoever keeps the parts of a frame ranks them with these. */
export function keysOfDelivered(input: Delivering): DrawKeys {
  const hash = providerFor(input.sealed.params.suite);
  const { seed } = seedFrom(input.sealed.params, contribute(input, startLog(input)), hash);
  return keysOfSeed(hash, seed);
}

/**
 * Finishes a sealed draw: log, seed, result, certificate, bundle.
 * @throws DrawError `seed.*`, `assign.*`, `certificate.disclosure`
 */
export function finishAlone(input: FinishInput, options: DrawOptions = {}): Finished {
  const { params, frame, inspectors, conflicts } = input.sealed;
  const beside = params.frame.count > MAX_INLINE;
  const areaOf = areas(input);
  const finished = finish(input, {
    frame,
    draw: (contributions) =>
      buildDraw({ params, frame, inspectors, conflicts, contributions, areaOf }, options),
    openings: (drawn) => openingsOf(input, drawn),
    provider: options.provider,
  });
  return { ...finished, frameFile: beside ? frame : null };
}

/**
 * Finishes a draw whose parts were gathered; the same bytes as `finishAlone` makes of the whole.
 * @throws DrawError as `finishAlone`, and `flow.object` for a drawn object without its opening
 */
export function finishGathered(input: GatheredInput, options: DrawOptions = {}): Omit<Finished, 'frameFile'> {
  const { params, inspectors, conflicts } = input.sealed;
  const openingOf = (c: string): Opening => {
    const opening = input.openings.get(c);
    if (opening === undefined) throw new DrawError('flow.object', 'a drawn object has no opening', { c });
    return opening;
  };
  const areaOf = (c: string): string => {
    const { area } = openingOf(c).record;
    if (typeof area !== 'string') throw new DrawError('assign.area', `object ${c} has no area`, { c });
    return area;
  };
  const { selection } = input;
  return finish(input, {
    frame: input.frame,
    draw: (contributions) =>
      drawFrom({ params, selection, inspectors, conflicts, contributions, areaOf }, options),
    openings: (drawn) => drawn.selected.map(({ c }) => openingOf(c)),
    provider: options.provider,
  });
}

interface Means {
  readonly frame: Uint8Array | FileEntry;
  readonly draw: (contributions: readonly Contribution[]) => Drawn;
  readonly openings: (drawn: Drawn) => readonly Opening[];
  readonly provider: DrawOptions['provider'] | undefined;
}

type Finishing = Omit<FinishInput, 'sealed' | 'objects'> & {
  readonly sealed: Omit<Sealed, 'frame' | 'objects'>;
};

function finish(input: Finishing, means: Means): Omit<Finished, 'frameFile'> {
  const { sealed, signer } = input;
  const { params, inspectors, conflicts } = sealed;
  const { frame, provider } = means;
  const log = startLog(input);
  const origin = signer.name;
  log.write('frozen');
  const leaves = log.events.map(logLeaf);
  const checkpoint = signHead(origin, leaves, signer);
  const contributions = contribute(input, log);
  const drawn = means.draw(contributions);
  log.write('seeded', { seed: drawn.seed });
  const body = certificateBody({
    params,
    frame,
    drawn,
    contributions,
    log: certificateLog({ origin, leaves, index: 0, checkpoint }),
    software: input.software,
    issuedAt: input.at,
    reproduced: input.reproduced === true,
    ...(provider === undefined ? {} : { provider }),
  });
  const infeasible = body.assign !== null && 'infeasible' in body.assign;
  log.write(infeasible ? 'infeasible' : 'completed', { certificate: certificateHash(body, provider) });
  const beside = params.frame.count > MAX_INLINE || !(frame instanceof Uint8Array);
  const open = params.disclosure?.mode === 'open';
  const entry = body.files.find((file) => file.name === 'frame.bin');
  const bytes = buildBundle({
    certificate: { body, signatures: [signCertificate(body, signer.secretKey)] },
    frame: beside && entry !== undefined ? { file: entry.name, hash: entry.hash } : (frame as Uint8Array),
    drawn,
    disclosed: open ? { inspectors, conflicts, openings: means.openings(drawn) } : null,
    log: sealLog({ origin, events: log.events }, signer),
  });
  return { drawn, body, events: log.events, bytes };
}
