/**
 * What a plan and a public inspector entry must look like before they are frozen (§5.2, §5.4, §6.1, §8.1).
 * The verifier applies the same checks, so that nothing can be sealed that would be refused later.
 */
import { compareBytes, encodeUtf8 } from './bytes.ts';
import { QUICKNET } from './drand.ts';
import { DrawError } from './error.ts';
import { checkText } from './json.ts';
import { matchesPattern } from './pattern.ts';
import { expectedEntropy } from './seed.ts';
import type { DrawStratum, InspectorPub, Plan, SeatGroup, SeedSource, Stratum } from './types.ts';

const MAX_STRATA = 65_535;
const MAX_RATE = 1_000_000;
const ROUNDINGS: ReadonlySet<string> = new Set(['ceil', 'half', 'floor', 'cascade']);
const METHODS: ReadonlySet<string> = new Set(['equal', 'seqpoisson', 'pps']);

function refuse(code: string, message: string): never {
  throw new DrawError(`plan.${code}`, message);
}

function isCount(n: unknown): n is number {
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;
}

function checkDrawn(stratum: DrawStratum): void {
  const [a, b] = stratum.rate;
  const { code, round, method, base, min, max } = stratum;
  if (!isCount(a) || !isCount(b) || b < 1 || b > MAX_RATE || a > b)
    refuse('rate', `stratum ${code} has rate ${a}/${b}`);
  if (!ROUNDINGS.has(round)) refuse('round', `stratum ${code} rounds by ${round}`);
  if (!METHODS.has(method)) refuse('method', `stratum ${code} is drawn by ${method}`);
  if (base !== 'eligible' && base !== 'all') refuse('base', `stratum ${code} has an unknown base`);
  if (!isCount(min) || (max !== null && !isCount(max)))
    refuse('bounds', `stratum ${code} has bounds ${min}–${max}`);
}

function checkStratum(stratum: Stratum, codes: ReadonlySet<string>): void {
  checkText(stratum.code);
  checkText(stratum.name);
  switch (stratum.rule) {
    case 'all':
      return;
    case 'none':
      if (!codes.has(stratum.of)) refuse('of', `stratum ${stratum.code} belongs to unknown ${stratum.of}`);
      checkText(stratum.reason);
      return;
    case 'draw':
      checkDrawn(stratum);
      return;
    default:
      refuse('rule', 'a stratum has an unknown rule');
  }
}

function checkStrata(strata: readonly Stratum[]): void {
  if (strata.length === 0 || strata.length > MAX_STRATA) refuse('strata', 'there are no strata or too many');
  const codes = new Set(strata.map((stratum) => stratum.code));
  if (codes.size !== strata.length) refuse('strata', 'two strata have the same code');
  for (const stratum of strata) checkStratum(stratum, codes);
}

function checkGroup(group: SeatGroup): void {
  checkText(group.dept);
  if (!isAscending(group.skills)) refuse('template', 'skills of a seat group are not sorted and distinct');
  if (!isCount(group.n) || group.n > MAX_STRATA) refuse('template', 'a seat group has no number of seats');
  if (typeof group.anyArea !== 'boolean')
    refuse('template', 'a seat group does not say whether any area will do');
}

function checkSource(source: SeedSource): void {
  switch (source.kind) {
    case 'party':
      checkText(source.role);
      return;
    case 'digits':
      checkText(source.who);
      if (!isCount(source.length) || source.length < 1 || source.length > 1000)
        refuse('source', 'a digits source has 1 to 1000 digits');
      return;
    case 'lottery':
      matchesPattern(source.pattern, '');
      if (!isCount(source.outcomes) || source.outcomes < 1)
        refuse('source', 'a lottery source states its outcomes');
      return;
    case 'market':
      matchesPattern(source.pattern, '');
      return;
    case 'drand':
      if (source.chain !== QUICKNET) refuse('source', 'only the drand chain quicknet is known');
      if (!isCount(source.round) || source.round < 1) refuse('source', 'a drand source names its round');
      return;
    default:
      refuse('source', 'a seed source has an unknown kind');
  }
}

/** Whether strings ascend as bytes without repetition. */
export function isAscending(values: readonly string[]): boolean {
  return values.every(
    (value, i) => i === 0 || compareBytes(encodeUtf8(values[i - 1] ?? ''), encodeUtf8(value)) < 0,
  );
}

/**
 * Checks what the assignment may know about an inspector (§5.2).
 * @throws DrawError `freeze.pub`
 */
export function checkPub(id: string, pub: InspectorPub): void {
  const wrong = (what: string): never => {
    throw new DrawError('freeze.pub', `inspector ${id}: ${what}`, { id });
  };
  checkText(pub.dept);
  if (!isAscending(pub.skills)) wrong('skills are not sorted and distinct');
  if (!isAscending(pub.areas)) wrong('areas are not sorted and distinct');
  if (pub.areas.length > 1 && pub.areas.includes('*')) wrong('the area * stands alone');
  if (!isCount(pub.cap) || !isCount(pub.load)) wrong('cap and load are whole numbers from 0');
}

/**
 * Checks a plan before it is frozen.
 * @throws DrawError `plan.*`; `plan.entropy` when the sources cannot give 64 bits, `plan.beacon` when missing
 *   reveals may be skipped without a beacon (§6.4)
 */
export function checkPlan(plan: Plan): void {
  if (plan.suite !== 'SHA256' && plan.suite !== 'SM3') refuse('suite', 'the suite is SHA256 or SM3');
  if (plan.kind !== undefined && plan.kind !== 'joint' && plan.kind !== 'select')
    refuse('kind', 'only draws of kind joint and select are known');
  for (const text of [plan.org, plan.item])
    if (checkText(text) === '') refuse('name', 'org and item are not empty');
  for (const n of [plan.series, plan.no, plan.attempt])
    if (!isCount(n)) refuse('number', 'series, no and attempt are whole');
  if (plan.no < 1 || plan.attempt < 1) refuse('number', 'no and attempt count from 1');
  checkStrata(plan.strata);
  for (const groups of Object.values(plan.assign.templates)) groups.forEach(checkGroup);
  if (!isCount(plan.assign.mix) || plan.assign.mix > 1000) refuse('mix', 'mix is a number from 0 to 1000');
  checkSeed(plan.seed);
}

function checkSeed(seed: Plan['seed']): void {
  seed.sources.forEach(checkSource);
  if (!isCount(seed.delay) || seed.delay > 1_000_000_000) refuse('delay', 'delay is a whole number');
  if (seed.onMissing !== 'skip' && seed.onMissing !== 'void')
    refuse('on_missing', 'onMissing is skip or void');
  if (seed.onMissing === 'skip' && !seed.sources.some((source) => source.kind === 'drand'))
    refuse('beacon', 'missing reveals may be skipped only where a beacon round follows');
  if (expectedEntropy(seed.sources) < 64) refuse('entropy', 'the sources cannot give 64 bits');
}
