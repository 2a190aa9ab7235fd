/**
 * A sample of dossiers by somebody's own seed: the pool is fixed and its digest lies in the ledger before the seed is named, so
 * neither side can choose what is drawn. Whoever has the file repeats the sample and checks that order. Pure.
 */
import { z } from 'zod';
import { inclusionProof } from '../../common/ledger-api.ts';
import { checkInclusion, holds } from '../../common/ledger-proof.ts';
import { instant, plainDate, sha256Hex } from '../../common/schemas.ts';
import { sampleDossiers } from '../../followups/archive/archive.ts';

const dossier = z.object({ archiveNumber: z.string(), sha256: z.string() });

/** Everything that a repetition takes. */
export const sampleFile = z.object({
  format: z.literal('mingcha audit sample 1'),
  purpose: z.string(),
  committedName: z.string(),
  period: z.object({ from: plainDate, to: plainDate }),
  wanted: z.number().int(),
  poolSha256: sha256Hex,
  pool: z.array(dossier),
  committedAt: instant,
  /** Null until it is named. */
  seed: z.string().nullable(),
  drawn: z.array(z.string()).nullable(),
  drawnAt: instant.nullable(),
  /** Proofs of the two entries; absent while no checkpoint contains them. */
  committed: inclusionProof.nullable(),
  named: inclusionProof.nullable(),
});
export type SampleFile = z.output<typeof sampleFile>;

export type SampleStep = 'pool' | 'list' | 'commitment' | 'order';
export type StepOutcome = 'holds' | 'fails' | 'open';

/** Each step with its outcome; `open` where the file does not hold what it takes (yet). */
export function checkSample(file: SampleFile): Readonly<Record<SampleStep, StepOutcome>> {
  const again = sampleDossiers({ pool: file.pool, seed: file.seed ?? '', wanted: file.wanted });
  const isPool = again.poolSha256 === file.poolSha256;
  const isList = file.drawn !== null && file.drawn.join('\n') === again.drawn.join('\n');
  return {
    pool: outcome(isPool),
    list: file.seed === null ? 'open' : outcome(isList),
    commitment: commitmentOf(file),
    order: orderOf(file),
  };
}

const outcome = (good: boolean): StepOutcome => (good ? 'holds' : 'fails');

/** The entry of the commitment holds and names this pool. */
function commitmentOf(file: SampleFile): StepOutcome {
  if (file.committed === null) return 'open';
  return outcome(
    holds(checkInclusion(file.committed)) && dataOf(file.committed.entry)['poolSha256'] === file.poolSha256,
  );
}

/** The entry of the seed holds, names this seed, and stands after that of the commitment. */
function orderOf(file: SampleFile): StepOutcome {
  const { committed, named } = file;
  if (committed === null || named === null) return 'open';
  const isSeed = dataOf(named.entry)['seed'] === file.seed;
  return outcome(holds(checkInclusion(named)) && isSeed && committed.seq < named.seq);
}

function dataOf(entry: string): Readonly<Record<string, unknown>> {
  try {
    const parsed = JSON.parse(entry) as { readonly data?: Readonly<Record<string, unknown>> };
    return parsed.data ?? {};
  } catch {
    return {};
  }
}

/** A file that somebody brought, or null where it is none. */
export function readSampleFile(text: string): SampleFile | null {
  try {
    const parsed = sampleFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
