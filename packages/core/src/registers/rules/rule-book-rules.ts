/**
 * What a rule book must satisfy beyond its form before it is submitted, and what its rates make of a directory. Pure:
 * the numbers of rounding are those of the draw itself, never a second arithmetic.
 */
import { previewQuotas, type Rounding, type Stratum } from '@mingcha/draw';
import type { AppError } from '../../common/result.ts';
import type { RuleBook, RuleClass } from './rule-book.ts';
import { roundings } from './rule-book.ts';
import type { ExampleClass, RuleExample } from './rule-book-api.ts';

type Sampling = RuleBook['sampling'];

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/** Twenty working days are four weeks; a clock in calendar days may not be longer (国发〔2019〕5号). */
const longestPublication = { workingDays: 20, days: 28 } as const;

/**
 * What stands in the way of submitting: codes said twice, a class that nobody reaches, a publication clock above what
 * the State Council's rules allow. Empty when nothing does.
 */
export function ruleBookObstacles(rules: RuleBook): readonly AppError[] {
  const found: AppError[] = [];
  const add = (code: string, data: Record<string, string | number>): void => {
    found.push({ code, data });
  };
  const twice = {
    'ruleBook.class_twice': repeated(rules.sampling.classes.map((one) => one.code)),
    'ruleBook.result_twice': repeated(rules.results.map((one) => one.code)),
    'ruleBook.clock_twice': repeated(rules.deadlines.map((one) => one.clock)),
    'ruleBook.channel_twice': repeated(rules.publication.channels.map((one) => `${one.channel} ${one.name}`)),
    'ruleBook.exemption_twice': repeated(rules.caps.exemptions.map((one) => one.ground)),
    'ruleBook.warning_twice': repeated(rules.caps.warnings.map((one) => one.per)),
  };
  for (const [code, value] of Object.entries(twice)) if (value !== undefined) add(code, { value });
  const { classes } = rules.sampling;
  const everybody = classes.findIndex((one) => takesEverybody(one));
  const after = everybody < 0 ? undefined : classes[everybody + 1];
  if (after !== undefined)
    add('ruleBook.class_unreachable', { name: after.name, before: classes[everybody]?.name ?? '' });
  const clock = rules.deadlines.find((one) => one.clock === 'resultPublished');
  if (clock === undefined) add('ruleBook.publication_clock_missing', {});
  else if (clock.unit === 'months' || clock.length > longestPublication[clock.unit])
    add('ruleBook.publication_clock_long', {});
  const wide = rules.caps.caps.find(
    (one) => one.planned !== null && one.perYear !== null && one.planned > one.perYear,
  );
  if (wide !== undefined) add('ruleBook.planned_above_cap', { name: wide.name });
  if (!rules.results.some((one) => !one.isProblem)) add('ruleBook.no_good_result', {});
  return found;
}

function takesEverybody(one: RuleClass): boolean {
  return Object.keys(one.where).length === 0 && one.history === null;
}

/** A class as a stratum of the draw. */
function stratumOf(one: RuleClass, sampling: Sampling, round: Rounding): Stratum {
  const { code, name, take } = one;
  if (take.rule === 'all') return { code, name, rule: 'all' };
  const common = { code, name, rule: 'draw', base: 'eligible', method: 'equal' } as const;
  if (take.rule === 'fixed')
    return { ...common, rate: [0, 1], round: 'floor', min: take.number, max: take.number };
  const isDrawn = take.rate[0] > 0;
  return { ...common, rate: take.rate, round, min: sampling.minimumOne && isDrawn ? 1 : 0, max: null };
}

/**
 * How many objects each class would give. @param counts active members per class, in order of the classes; the last
 * number is that of objects that no class takes
 */
export function exampleOf(sampling: Sampling, counts: readonly number[]): RuleExample {
  const { classes } = sampling;
  const targets = (round: Rounding) =>
    previewQuotas(
      classes.map((one) => stratumOf(one, sampling, round)),
      counts.slice(0, classes.length),
    );
  const chosen = targets(sampling.rounding);
  const byRounding = roundings.map((rounding) => ({ rounding, lines: targets(rounding) }));
  const rows = classes.map((one, index): ExampleClass => {
    const line = chosen[index];
    const members = counts[index] ?? 0;
    const isSmall = members > 0 && members < sampling.smallPool.below && one.take.rule !== 'all';
    return {
      code: one.code,
      name: one.name,
      members,
      rule: one.take.rule,
      rate: one.take.rule === 'draw' ? one.take.rate : null,
      product: one.take.rule === 'draw' ? (line?.product ?? null) : null,
      target: line?.target ?? 0,
      targetHigh: line?.targetHigh ?? 0,
      effective: line?.effective ?? '0.00',
      byRounding:
        one.take.rule === 'draw'
          ? byRounding.map(({ rounding, lines }) => ({ rounding, target: lines[index]?.target ?? 0 }))
          : [],
      isSmall,
    };
  });
  const sum = (of: (row: ExampleClass) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const unclassed = counts[classes.length] ?? 0;
  return {
    objects: sum((row) => row.members) + unclassed,
    unclassed,
    target: sum((row) => row.target),
    targetHigh: sum((row) => row.targetHigh),
    classes: rows,
  };
}
