/**
 * A cryptographic device outside this program (签名验签服务器, 服务器密码机, card), reached over HTTP or as a local
 * command that the operator's integrator writes around the vendor's library (SDF, GM/T 0018). One exchange is one JSON
 * line in each direction, bytes in base64; docs/security/cryptography.md has the list. It fails closed: no answer,
 * a late one or one of another form is an error, and nothing is done by software instead.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SetupError } from '../setup-error.ts';
import type { CryptoProvider } from './provider.ts';

export interface DeviceSettings {
  /** `https://…`, `http://localhost…`, or `exec:` with the absolute path of a program. */
  readonly address: string;
  /** File with the secret that a signature server asks for; need not exist. */
  readonly tokenFile: string;
  readonly timeoutMs: number;
}

/** What a device is asked for. */
export const deviceOperations = [
  'info',
  'digest',
  'hmac',
  'encrypt',
  'decrypt',
  'publicKey',
  'sign',
  'random',
  'timestamp',
] as const;
export type DeviceOperation = (typeof deviceOperations)[number];

export interface DeviceRequest {
  readonly op: DeviceOperation;
  /** Base64; absent for `info`, `publicKey`, `random`. */
  readonly data?: string;
  /** Of `random`. */
  readonly length?: number;
}

const answerSchema = z.union([
  z.object({
    ok: z.literal(true),
    data: z.base64().max(100_000),
    can: z.array(z.string()).max(50).optional(),
  }),
  z.object({ ok: z.literal(false), error: z.string().max(500) }),
]);

const mostAnswerBytes = 200_000;

/** Opens a device of the national suite. Throws SetupError `crypto.device_away`, `crypto.device_refused`. */
export async function openDevice(settings: DeviceSettings): Promise<CryptoProvider> {
  const ask = async (request: DeviceRequest): Promise<z.output<typeof answerSchema> & { ok: true }> => {
    const answer = await exchange(settings, request);
    if (!answer.ok)
      throw new SetupError('crypto.device_refused', { address: settings.address, reason: answer.error });
    return answer;
  };
  const bytes = async (request: DeviceRequest) =>
    new Uint8Array(Buffer.from((await ask(request)).data, 'base64'));
  const of = (op: DeviceOperation) => (input: Uint8Array) =>
    bytes({ op, data: Buffer.from(input).toString('base64') });
  const { can = [] } = await ask({ op: 'info' });
  return {
    label: settings.address,
    suite: 'national',
    digest: of('digest'),
    hmac: of('hmac'),
    encrypt: of('encrypt'),
    decrypt: of('decrypt'),
    publicKey: () => bytes({ op: 'publicKey' }),
    sign: of('sign'),
    random: (length) => bytes({ op: 'random', length }),
    timestamp: can.includes('timestamp') ? of('timestamp') : null,
  };
}

async function exchange(settings: DeviceSettings, request: DeviceRequest) {
  const { address } = settings;
  try {
    const line = JSON.stringify(request);
    const text = address.startsWith('exec:')
      ? await byCommand(address.slice('exec:'.length), line, settings.timeoutMs)
      : await byHttp(settings, line);
    return answerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new SetupError('crypto.device_away', { address, reason: reasonOf(error) }, error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'answer of another form';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

async function byHttp({ address, tokenFile, timeoutMs }: DeviceSettings, line: string): Promise<string> {
  const token = (await readFile(tokenFile, 'utf8').catch(() => '')).trim();
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: line,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  if (text.length > mostAnswerBytes) throw new Error('answer too long');
  return text;
}

/** One process per request: nothing stays open between them, and a hanging library is ended. No shell is involved. */
function byCommand(program: string, line: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, timeout: timeoutMs });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      text += part;
      if (text.length > mostAnswerBytes) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(text);
      else reject(new Error(`ended with ${signal ?? String(code)}`));
    });
    // A program that ends without reading closes the pipe; its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${line}\n`);
  });
}
