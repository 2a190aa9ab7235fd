/** Step 4 (§11): the log's heads and proofs, witnesses, times, and the monitor rules a single bundle can show. */
import { equalBytes, hex, unhex } from '../bytes.ts';
import { certificateHash } from '../certificate.ts';
import { logLeaf } from '../log.ts';
import {
  type Checkpoint,
  checkLine,
  type Note,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from '../note.ts';
import { logHash } from '../providers.ts';
import { unixSeconds } from '../time.ts';
import { rootFromPath, rootOf } from '../tree.ts';
import type { DrawEvent, EventType, LoggedEvent } from '../types.ts';
import type { Context } from './context.ts';
import { Fault, must, notChecked, type Outcome, pass, same } from './report.ts';

/** Origin of the log that a terminal keeps for one draw: complete by definition (ruling 4). */
export const TERMINAL_ORIGIN = 'mingcha/cli';

const TYPES: ReadonlySet<string> = new Set<EventType>([
  'frozen',
  'committed',
  'number-read',
  'revealed',
  'beacon-recorded',
  'seeded',
  'completed',
  'infeasible',
  'voided',
  'replaced',
  'recused',
  'opened',
  'closed',
  'note',
]);

const ENDS: ReadonlySet<string> = new Set<EventType>(['completed', 'infeasible', 'voided']);

/** The event at a log index. @throws Fault `log.event` */
export function eventAt(context: Context, index: number, type: EventType): DrawEvent {
  const logged = context.bundle.log.events.find((entry) => entry.index === index);
  if (logged === undefined || logged.event.type !== type)
    throw new Fault('log.event', `log entry ${index} is not the event "${type}"`, {
      expected: type,
      found: logged?.event.type ?? 'no entry',
    });
  return logged.event;
}

/** The only event of a type. @throws Fault `log.event` */
export function onlyEvent(context: Context, type: EventType): LoggedEvent {
  const found = context.bundle.log.events.filter((entry) => entry.event.type === type);
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Fault('log.event', `the log has ${found.length} events "${type}" instead of one`);
  return first;
}

function knownKeys(context: Context): readonly VerifierKey[] {
  const texts = new Set(context.bundle.log.events.map((entry) => entry.event.by));
  const { witness } = context.params;
  if (witness.policy === 'quorum') for (const key of witness.keys) texts.add(key);
  return [...texts].map(parseVerifierKey);
}

interface Head {
  readonly note: Note;
  readonly checkpoint: Checkpoint;
  /** Times of the valid cosignatures by witness key name and id. */
  readonly cosigned: ReadonlyMap<string, number>;
}

/** Reads a signed head: the log's own signature must be there, and no line may be left unverified. */
function readHead(context: Context, text: string): Head {
  const note = parseNote(text);
  const checkpoint = parseCheckpoint(note.body);
  same('log.origin', 'origin of the log', { expected: context.body.log.origin, found: checkpoint.origin });
  const keys = knownKeys(context);
  const cosigned = new Map<string, number>();
  const seen = new Set<string>();
  let signed = false;
  for (const line of note.lines) {
    const name = `${line.name}+${hex(line.id)}`;
    must(!seen.has(name), 'log.signature', `two signatures of ${line.name} on one log head`);
    seen.add(name);
    const key = keys.find((candidate) => candidate.name === line.name && equalBytes(candidate.id, line.id));
    must(
      key !== undefined,
      'log.signature',
      `the key of ${line.name} on the log head is named nowhere in the draw`,
    );
    const { ok, time } = checkLine(note.body, line, key);
    must(ok, 'log.signature', `the signature of ${line.name} on the log head is wrong`);
    if (key.kind === 'log' && key.name === checkpoint.origin) signed = true;
    if (time !== null) cosigned.set(name, time);
  }
  must(signed, 'log.signature', 'the log head is not signed by the log');
  return { note, checkpoint, cosigned };
}

/** Head under which the certificate proves the freeze. */
function freezeHead(context: Context): Head {
  return readHead(context, parseLogProof(context.body.log.proof).checkpoint);
}

function checkHeader(context: Context, { event, index }: LoggedEvent): void {
  must(TYPES.has(event.type), 'log.type', `log entry ${index} has an unknown type`);
  const { org, series, no, attempt } = context.params;
  same('log.header', `header of log entry ${index}`, {
    expected: { org, series, no, attempt, freezeId: context.body.freezeId },
    found: {
      org: event.org,
      series: event.series,
      no: event.no,
      attempt: event.attempt,
      freezeId: event.freezeId,
    },
  });
  unixSeconds(event.at);
}

function checkFrozenProof(context: Context, head: Head): void {
  const { log } = context.body;
  const proof = parseLogProof(log.proof);
  same('log.frozen', 'log index of the freeze', { expected: log.index, found: proof.index });
  const leaf = {
    hash: logLeaf(eventAt(context, log.index, 'frozen')),
    index: proof.index,
    size: head.checkpoint.size,
  };
  const root = rootFromPath(logHash, leaf, proof.proof);
  must(root !== null, 'log.frozen', 'the proof of the freeze has the wrong length');
  same('log.frozen', 'log root over the freeze', { expected: hex(head.checkpoint.root), found: hex(root) });
}

function checkCoverage(context: Context, early: Head, late: Head): number {
  const { events } = context.bundle.log;
  const missing = late.checkpoint.size - events.length;
  const complete = events.every((entry, i) => entry.index === i) && missing === 0;
  must(
    complete || context.body.log.origin !== TERMINAL_ORIGIN,
    'log.gap',
    'the bundle leaves out entries of its log',
  );
  if (complete) {
    must(early.checkpoint.size <= events.length, 'log.shrunk', 'the log is smaller than at the freeze');
    const first = events.slice(0, early.checkpoint.size).map(({ event }) => logLeaf(event));
    same('log.consistent', 'log root at the freeze', {
      expected: hex(early.checkpoint.root),
      found: hex(rootOf(logHash, first)),
    });
  }
  return missing;
}

export function checkLog(context: Context): Outcome {
  const early = freezeHead(context);
  const late = readHead(context, context.bundle.log.checkpoint);
  must(early.checkpoint.size <= late.checkpoint.size, 'log.shrunk', 'the log is smaller than at the freeze');
  let last = -1;
  for (const entry of context.bundle.log.events) {
    must(entry.index > last, 'log.order', `log entry ${entry.index} is out of order`);
    last = entry.index;
    checkHeader(context, entry);
    const leaf = { hash: logLeaf(entry.event), index: entry.index, size: late.checkpoint.size };
    const root = rootFromPath(
      logHash,
      leaf,
      entry.proof.map((part) => unhex(part, 32)),
    );
    must(root !== null, 'log.proof', `the proof of log entry ${entry.index} has the wrong length`);
    same('log.proof', `log root over entry ${entry.index}`, {
      expected: hex(late.checkpoint.root),
      found: hex(root),
    });
  }
  checkFrozenProof(context, early);
  const missing = checkCoverage(context, early, late);
  const rest = missing === 0 ? '' : `; ${missing} entries of the log concern other matters`;
  return pass('log.ok', `${context.bundle.log.events.length} events stand in the signed log${rest}`);
}

/** Quorum cosignature time of the freeze, or null without a quorum policy. @throws Fault `witness.*` */
function quorumTime(context: Context): number | null {
  const { witness } = context.params;
  if (witness.policy === 'none') return null;
  const { cosigned } = freezeHead(context);
  const keys = new Set(witness.keys.map((key) => key.split('+').slice(0, 2).join('+')));
  const times = [...cosigned].filter(([name]) => keys.has(name)).map(([, time]) => time);
  must(
    witness.quorum >= 1 && witness.quorum <= keys.size,
    'witness.policy',
    'the witness policy cannot be met',
  );
  must(
    times.length >= witness.quorum,
    'witness.quorum',
    `${times.length} of ${witness.quorum} witnesses cosigned the freeze`,
  );
  // Quorum is reached when the quorum-th witness has signed; later ones do not move the freeze.
  return times.sort((a, b) => a - b)[witness.quorum - 1] ?? null;
}

export function checkWitness(context: Context): Outcome {
  if (context.params.witness.policy === 'none')
    return notChecked('witness.none', 'the parameters name no witnesses of the log');
  quorumTime(context);
  return pass('witness.ok', `${context.params.witness.quorum} witnesses cosigned the freeze`);
}

/** The moment of the freeze: the witnesses' or, without a quorum, the operator's own word (ruling 10). */
export function freezeTime(context: Context): { readonly time: number; readonly declared: boolean } {
  const quorum = quorumTime(context);
  return quorum === null
    ? { time: unixSeconds(context.params.time.frozen), declared: true }
    : { time: quorum, declared: false };
}

export function checkTime(context: Context): Outcome {
  const { time } = context.params;
  const [frozen, after, deadline] = [time.frozen, time.seedAfter, time.deadline].map(unixSeconds);
  must(
    (frozen ?? 0) <= (after ?? 0) && (after ?? 0) <= (deadline ?? 0),
    'time.order',
    'frozen, seedAfter and deadline are out of order',
  );
  let last = '';
  for (const { event, index } of context.bundle.log.events) {
    must(event.at >= last, 'time.event', `log entry ${index} is dated before its predecessor`);
    last = event.at;
    const ends = event.type === 'completed' || event.type === 'infeasible';
    must(!ends || event.at <= time.deadline, 'time.deadline', 'the draw was completed after its deadline');
    const seeds =
      event.type === 'number-read' || event.type === 'revealed' || event.type === 'beacon-recorded';
    must(!seeds || event.at >= time.seedAfter, 'time.early', `log entry ${index} is dated before seedAfter`);
  }
  unixSeconds(context.body.issuedAt);
  must(context.body.issuedAt >= time.frozen, 'time.issued', 'the certificate is dated before the freeze');
  const { declared, time: moment } = freezeTime(context);
  if (declared) return pass('time.declared', `freeze time ${time.frozen} is self-declared`);
  must(moment <= (deadline ?? 0), 'time.witness', 'the witnesses cosigned after the deadline');
  return pass('time.ok', `witnesses saw the freeze at Unix time ${moment}`);
}

/**
 * The void of a finished draw (§10.3), null where there is none. It comes after the result, stands alone, and ends
 * everything: nobody is replaced or recused in a void draw.
 * @throws Fault `monitor.end`, `monitor.void`
 */
function voidOf(context: Context, result: EventType): DrawEvent | null {
  const { events } = context.bundle.log;
  const ends = events.map(({ event }) => event.type).filter((type) => ENDS.has(type));
  must(
    ends[0] === result && (ends.length === 1 || (ends.length === 2 && ends[1] === 'voided')),
    'monitor.end',
    `the draw ends in the log as "${ends.join(', ')}" instead of once as "${result}"`,
  );
  const at = events.findIndex(({ event }) => event.type === 'voided');
  if (at < 0) return null;
  const after = events.slice(at + 1).filter(({ event }) => event.type !== 'note');
  must(after.length === 0, 'monitor.void', 'the log goes on with the draw after its void');
  return events[at]?.event ?? null;
}

/** §10.2 as far as one bundle shows it: one end, which names this certificate, at most voided afterwards; attempts. */
export function checkMonitor(context: Context): Outcome {
  const { body, params, hash } = context;
  const result = body.assign !== null && 'infeasible' in body.assign ? 'infeasible' : 'completed';
  const voided = voidOf(context, result);
  const end = onlyEvent(context, result).event;
  same('monitor.certificate', 'certificate named in the log', {
    expected: certificateHash(body, hash),
    found: end['certificate'] ?? null,
  });
  must(params.attempt === 1 || params.prev !== null, 'monitor.prev', 'a later attempt names no earlier one');
  must(params.attempt > 1 || params.prev === null, 'monitor.prev', 'a first attempt names an earlier one');
  const carry = params.prev?.carry !== true || params.strata.some((stratum) => stratum.rule === 'all');
  must(carry, 'monitor.carry', 'a redraw that carries over has no stratum whose members are all drawn');
  if (voided !== null)
    return notChecked(
      'monitor.voided',
      `the result stands as drawn but is VOID since ${voided.at}; whether a redraw followed is not in this file`,
    );
  return notChecked('monitor.series', 'this draw ended once; the numbers of the series are not in this file');
}
