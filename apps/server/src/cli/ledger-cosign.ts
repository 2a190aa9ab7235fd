/**
 * `mingcha ledger cosign` and `mingcha ledger witness-key`: a witness's work on its own computer, without our server
 * or database. What was seen is kept beside the key and written before the cosignature, so that no crash makes the
 * witness sign two histories.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { formatWitnessKey, type NoteSigner, parseVerifierKey } from '../platform/ledger/note.ts';
import { readOffer, type SeenHead, witness } from '../platform/ledger/witness.ts';
import { systemClock } from '../platform/system.ts';
import { parseArguments, required } from './arguments.ts';
import { readBytes } from './json-file.ts';
import { CliError, exitCodes, type Terminal } from './terminal.ts';

const known = { values: ['note', 'key', 'ledger-key', 'out', 'name', 'lang'], flags: ['json'] };
const seenSchema = z.record(
  z.string(),
  z.object({
    size: z.number().int().min(0),
    root: z.string().regex(/^[0-9a-f]{64}$/),
    verifierKey: z.string(),
  }),
);

/** `--name NAME --key FILE`: makes a key and prints its public part. An existing file is never replaced. */
export async function makeWitnessKey(words: readonly string[], terminal: Terminal): Promise<number> {
  const given = parseArguments(words, known);
  const [name, file] = [required(given, 'name'), required(given, 'key')];
  if (!/^[^\s+]{1,200}$/.test(name)) throw new CliError('witness.name', { name }, exitCodes.usage);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const verifierKey = formatWitnessKey(name, publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  const [, hash] = /\+([0-9a-f]{8})\+/.exec(verifierKey) ?? [];
  const secret = `PRIVATE+KEY+${name}+${hash}+${Buffer.from([4, ...seed]).toString('base64')}\n`;
  try {
    await writeFile(file, secret, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new CliError('file.unwritable', { file, reason: (error as Error).message });
  }
  terminal.printJson({ ok: true, verifierKey });
  terminal.print(terminal.text('witness.key_made', { file, key: verifierKey }));
  return exitCodes.done;
}

/** `--note FILE --key FILE [--ledger-key KEY] [--out FILE]`. Exit code 1 when the witness must not sign. */
export async function ledgerCosign(words: readonly string[], terminal: Terminal): Promise<number> {
  const given = parseArguments(words, known);
  const [noteFile, keyFile] = [required(given, 'note'), required(given, 'key')];
  const seenFile = `${keyFile}.seen.json`;
  const signer = readSigner(await readText(keyFile), keyFile);
  const seen = await readSeen(seenFile);
  const offer = readOffer(await readText(noteFile));
  const ledgerKey = given.values.get('ledger-key') ?? null;
  const now = Math.floor(Date.parse(systemClock('UTC').now()) / 1000);
  const verdict = witness({ offer, seen, ledgerKey, signer, now });
  if (!verdict.ok) {
    throw new CliError(verdict.fault, { origin: verdict.origin, size: verdict.seen, file: noteFile });
  }
  await writeSeen(seenFile, { ...seen, [verdict.origin]: verdict.head });
  const out = given.values.get('out');
  const signed = `${offer.note}${verdict.line}`;
  if (out !== undefined) await writeText(out, signed);
  terminal.printJson({ ok: true, origin: verdict.origin, ...verdict.head, cosignature: verdict.line });
  if (out === undefined) terminal.print(verdict.line.trimEnd());
  const { size, root } = verdict.head;
  terminal.note(terminal.text('witness.signed', { origin: verdict.origin, size, root }));
  return exitCodes.done;
}

async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(file));
}

async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CliError('file.unwritable', { file, reason: (error as Error).message });
  }
}

/** `PRIVATE+KEY+name+hash+base64(4 ‖ seed)`, the form of Go's note package. */
function readSigner(text: string, file: string): NoteSigner {
  const match = /^PRIVATE\+KEY\+([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)\s*$/.exec(text);
  const [, name = '', hash = '', encoded = ''] = match ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== 4) throw new CliError('witness.bad_key', { file });
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes.subarray(1)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const parsed = parseVerifierKey(formatWitnessKey(name, publicKey));
  if (parsed === null || Buffer.from(parsed.hash).toString('hex') !== hash)
    throw new CliError('witness.bad_key', { file });
  return { name, publicKey, sign: (message) => sign(null, message, key) };
}

/** No file yet means nothing seen; a damaged one is refused, since it would forget what was signed. */
async function readSeen(file: string): Promise<Readonly<Record<string, SeenHead>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new CliError('witness.bad_seen', { file });
  }
  try {
    return seenSchema.parse(JSON.parse(text));
  } catch {
    throw new CliError('witness.bad_seen', { file });
  }
}

async function writeSeen(file: string, seen: Readonly<Record<string, SeenHead>>): Promise<void> {
  const fresh = `${file}.new`;
  await writeText(fresh, `${JSON.stringify(seen, null, 2)}\n`);
  await rename(fresh, file);
}
