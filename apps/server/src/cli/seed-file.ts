/**
 * Where the seed comes from on the command line: a seed file that makes the whole bundle reproducible, or fresh keys
 * and numbers typed on the terminal. What this machine makes up itself counts nothing (draw protocol §6.5).
 */
import {
  type Delivered,
  matchesPattern,
  type Plan,
  type SeedSource,
  unhex,
  verifyDrandRound,
} from '@mingcha/draw';
import { z } from 'zod';
import { systemRandom } from '../platform/system.ts';
import { CliError, type Terminal } from './terminal.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);

export const seedSchema = z.strictObject({
  master: key,
  masterInspectors: key,
  /** One a party, in the order of the sources; null for a reveal that never came (`onMissing: "skip"`). */
  nonces: z.array(key.nullable()).default([]),
  digits: z.array(z.string().regex(/^[0-9]+$/)).default([]),
  lottery: z.array(z.string()).default([]),
  drand: z.array(z.string().regex(/^[0-9a-f]{96}$/)).default([]),
  frozen: z.iso.datetime({ offset: true }),
  signKey: key.optional(),
});
export type SeedFile = z.output<typeof seedSchema>;

/** Keys of a draw: from the seed file, else fresh. A file without `signKey` signs with a fresh key. */
export function keysOfDraw(seed: SeedFile | null) {
  const bytes = (given: string | undefined) =>
    given === undefined ? systemRandom.bytes(32) : unhex(given, 32);
  return {
    master: bytes(seed?.master),
    masterInspectors: bytes(seed?.masterInspectors),
    signKey: bytes(seed?.signKey),
  };
}

/** The contributions of a seed file in the order of the sources. Errors: `seed.count` when their numbers differ. */
export function deliveredFromFile(plan: Plan, seed: SeedFile): Delivered[] {
  const { sources } = plan.seed;
  const values = {
    party: seed.nonces,
    digits: seed.digits,
    lottery: seed.lottery,
    drand: seed.drand,
  } as const;
  const next = { party: 0, digits: 0, lottery: 0, drand: 0 };
  for (const [kind, given] of Object.entries(values)) {
    const wanted = sources.filter((source) => source.kind === kind).length;
    if (given.length !== wanted) throw new CliError('seed.count', { kind, found: given.length, wanted });
  }
  return sources.map((source): Delivered => {
    switch (source.kind) {
      case 'party': {
        const nonce = seed.nonces[next.party++] ?? null;
        return { kind: 'party', nonce: nonce === null ? null : unhex(nonce, 32) };
      }
      case 'digits':
        return { kind: 'digits', text: seed.digits[next.digits++] ?? '' };
      case 'drand':
        return { kind: 'drand', signature: seed.drand[next.drand++] ?? '' };
      case 'lottery':
      case 'market':
        return { kind: source.kind, text: seed.lottery[next.lottery++] ?? '' };
    }
  });
}

/** Asks for what must come from outside; parties' numbers are made here and count 0 bits. */
export async function deliveredFromTerminal(plan: Plan, terminal: Terminal): Promise<Delivered[]> {
  const delivered: Delivered[] = [];
  for (const source of plan.seed.sources) delivered.push(await askSource(source, terminal));
  return delivered;
}

async function askSource(source: SeedSource, terminal: Terminal): Promise<Delivered> {
  const text: Terminal['text'] = (key, data) => terminal.text(key, data);
  switch (source.kind) {
    case 'party':
      return { kind: 'party', nonce: systemRandom.bytes(32), made: 'here' };
    case 'digits':
      return { kind: 'digits', text: await askDigits(source, terminal) };
    case 'drand': {
      const fits = (answer: string) =>
        /^[0-9a-f]{96}$/.test(answer) && verifyDrandRound(source.round, unhex(answer, 48));
      const signature = await terminal.ask(
        text('ask.drand', { round: source.round }),
        text('ask.drand_again'),
        fits,
      );
      return { kind: 'drand', signature };
    }
    case 'lottery': {
      const { game, issue, pattern } = source;
      const fits = (answer: string) => matchesPattern(pattern, answer);
      const question = text('ask.lottery', { game, issue, pattern });
      return { kind: 'lottery', text: await terminal.ask(question, text('ask.lottery_again'), fits) };
    }
    case 'market':
      throw new Error('no rules file names a market source');
  }
}

/** Two persons type what was read out; a difference starts both over (draw protocol §6.1). */
async function askDigits(source: { who: string; length: number }, terminal: Terminal): Promise<string> {
  const { length, who } = source;
  const fits = (answer: string) => answer.length === length && /^[0-9]+$/.test(answer);
  for (;;) {
    const again = terminal.text('ask.again', { length });
    const first = await terminal.ask(terminal.text('ask.digits', { who, length }), again, fits);
    const second = await terminal.ask(terminal.text('ask.second'), again, fits);
    if (first === second) return first;
    terminal.note(terminal.text('ask.differ'));
  }
}
