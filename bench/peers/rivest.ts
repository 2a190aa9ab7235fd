/**
 * Rivest's sampler, which VotingWorks Arlo uses to draw audit samples, restated from its publication "Consistent Sampling
 * with Replacement" (2018): each object's ticket is the SHA-256 of seed, its id and, after the first ticket, the one
 * before; the sample is the objects with the smallest tickets. Here without replacement, so one ticket an object.
 */
import { createHash } from 'node:crypto';
import { LEAF_LENGTH } from '../../packages/draw/src/freeze.ts';
import { wasmSha256Provider } from '../../packages/draw/src/hash/providers.ts';
import { prefilter, startRanking } from '../../packages/draw/src/select.ts';
import type { Figures } from '../support/figures.ts';
import { many, ms, small } from '../support/report.ts';

const objects = small ? 100_000 : 1_000_000;
const share = 0.03;
const seed = '12345678901234567890';

/** As published: a digest for each `seed,id`, all sorted, the smallest taken. */
function rivest(ids: readonly string[], take: number): readonly string[] {
  return ids
    .map((id) => ({ id, ticket: createHash('sha256').update(`${seed},${id}`).digest('hex') }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, take)
    .map(({ id }) => id);
}

/** Milliseconds of processor time, the best of a few. */
function cost(work: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

export function compareDraws(figures: Figures): void {
  const take = Math.ceil(objects * share);
  const ids = Array.from({ length: objects }, (_, n) => `object-${n}`);
  const theirs = cost(() => rivest(ids, take), 2);
  const leaves = new Uint8Array(objects * LEAF_LENGTH);
  for (let n = 0; n < objects; n += 1)
    leaves.set(Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n), n * LEAF_LENGTH);
  const key = new Uint8Array(32).fill(7);
  const kernel = wasmSha256Provider();
  const bound = prefilter(take, objects);
  const mine = cost(() => {
    const limit = bound === null ? {} : { limit: Number(bound >> 16n) + 1 };
    const ranking = startRanking(kernel, key, { keep: take, ...limit });
    ranking.push(leaves);
    return ranking.finish();
  }, 3);
  figures.add({
    what: `tickets of ${many(objects)} objects and the smallest 3 % in order, Rivest's sampler`,
    measured: `${ms(theirs)} of processor; ours ${ms(mine)}`,
    ratio: `${(theirs / mine).toFixed(1)}× of ours`,
  });
}
