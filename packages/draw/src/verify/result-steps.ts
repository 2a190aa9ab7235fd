/** Steps 7 to 9 (§11): quotas, selection, reserves, assignment. */
import { checkShortages } from '../assign/index.ts';
import { type Selection, selectFrom } from '../draw.ts';
import { countStrata } from '../freeze.ts';
import { quotas } from '../quotas.ts';
import { assignInput, assignTeams, type TeamInput } from '../team.ts';
import type { Context } from './context.ts';
import { must, notDisclosed, type Outcome, pass, same, sameRows } from './report.ts';

export function checkQuotas({ params, body, hash, keys, frame }: Context): Outcome {
  const counts = countStrata(frame(), params.strata.length);
  same('quotas.counts', 'members of the strata', { expected: counts, found: body.select.counts });
  const expected = quotas({ strata: params.strata, counts }, hash, keys.round);
  same('quotas.values', 'quotas', { expected, found: body.select.quotas });
  return pass(
    'quotas.ok',
    `${expected.reduce((sum, k) => sum + k, 0)} objects by the frozen rates and rounding`,
  );
}

/** Computes the selection once for the steps that compare with it. */
export function selectionOf(context: Context): () => Selection {
  let selection: Selection | undefined;
  return () => {
    selection ??= selectFrom(
      { params: context.params, frame: context.frame(), keys: context.keys },
      context.hash,
      context.progress,
    );
    return selection;
  };
}

export function checkSelection(context: Context, selection: () => Selection): Outcome {
  const expected = selection();
  const { select } = context.body;
  const row = ({ stratum, rank, c }: { stratum: number; rank: number; c: string }): readonly unknown[] => [
    stratum,
    rank,
    c,
  ];
  sameRows('selection.row', 'drawn object', {
    expected: expected.selected.map(row),
    found: context.bundle.selected.map(row),
  });
  same('selection.size', 'number of drawn objects', {
    expected: expected.selected.length,
    found: select.size,
  });
  same('selection.root', 'selRoot', { expected: expected.selRoot, found: select.root });
  same('selection.threshold', 'threshold tickets', { expected: expected.threshold, found: select.threshold });
  return pass('selection.ok', `${select.size} objects have the smallest tickets of their strata`);
}

export function checkReserves(context: Context, selection: () => Selection): Outcome {
  const listed = context.body.select.reserves;
  const all = selection().reserves;
  const expected = all.filter(({ stratum, rank }) => {
    const quota = context.body.select.quotas[stratum] ?? 0;
    return listed === undefined || rank <= quota + (listed[stratum] ?? 0);
  });
  if (listed !== undefined)
    same('reserves.count', 'number of reserves', {
      expected: listed.reduce((sum, count) => sum + count, 0),
      found: expected.length,
    });
  sameRows('reserves.row', 'reserve', {
    expected: expected.map(({ stratum, rank, c }) => [stratum, rank, c]),
    found: context.bundle.reserves.map(({ stratum, rank, c }) => [stratum, rank, c]),
  });
  return pass('reserves.ok', `${expected.length} reserves in rank order`);
}

/** The assignment's input as the bundle discloses it, or null while it is sealed. */
export function teamInput(context: Context): TeamInput | null {
  const { inspectors, conflicts, selected } = context.bundle;
  if (inspectors === null || inspectors === undefined || conflicts === null || conflicts === undefined)
    return null;
  const tasks = selected.map(({ stratum, c, area }) => {
    must(area !== undefined, 'assignment.area', `the area of drawn object ${c} is not given`);
    return { stratum, c, area };
  });
  return { params: context.params, key: context.keys.assign, tasks, inspectors, conflicts };
}

export function checkAssignment(context: Context): Outcome {
  const { body, bundle, params } = context;
  if (params.kind === 'select') {
    must(
      body.assign === null && (bundle.assignment ?? null) === null,
      'assignment.kind',
      'a selection has no teams',
    );
    return pass('assignment.none', 'this draw selects objects only');
  }
  must(body.assign !== null, 'assignment.missing', 'the certificate says nothing about teams');
  const input = teamInput(context);
  if (input === null) {
    must((bundle.assignment ?? null) === null, 'assignment.sealed', 'teams are shown without their input');
    return notDisclosed('the teams are not disclosed yet');
  }
  if ('infeasible' in body.assign) return checkImpossible(context, input);
  const { summary, rows } = assignTeams(input, context.hash, context.progress);
  must(rows !== null, 'assignment.infeasible', 'no complete assignment exists, yet one is certified');
  sameRows('assignment.row', 'seat', { expected: rows, found: bundle.assignment ?? [] });
  same('assignment.summary', 'summary of the teams', { expected: summary, found: pickSummary(body.assign) });
  return pass('assignment.ok', `${rows.length} seats filled as the seed decides`);
}

function pickSummary(summary: {
  readonly tasks: number;
  readonly seats: number;
  readonly root: string;
  readonly maxLevel: number;
  readonly choice: { readonly min: number; readonly below3: number };
}): unknown {
  const { tasks, seats, root, maxLevel, choice } = summary;
  return { tasks, seats, root, maxLevel, choice: { min: choice.min, below3: choice.below3 } };
}

function checkImpossible(context: Context, input: TeamInput): Outcome {
  const { assign } = context.body;
  must(assign !== null && 'infeasible' in assign, 'assignment.kind', 'no shortage is certified');
  must(
    (context.bundle.assignment ?? null) === null,
    'assignment.names',
    'teams are shown although none could be formed',
  );
  must(assign.infeasible.length > 0, 'assignment.proof', 'no proof of the shortage is given');
  const checks = checkShortages(assignInput(input), context.hash, assign.infeasible);
  assign.infeasible.forEach((shortage, i) => {
    const { holds, matches, demand, supply } = checks[i] ?? {
      holds: false,
      matches: false,
      demand: 0,
      supply: 0,
    };
    must(holds, 'assignment.proof', `the proof for seat ${shortage.seat} does not hold`);
    same('assignment.proof', `figures of seat ${shortage.seat}`, {
      expected: { demand, supply },
      found: { demand: shortage.demand, supply: shortage.supply },
    });
    must(
      matches,
      'assignment.proof',
      `the requirements listed for seat ${shortage.seat} are not those of its seats`,
    );
  });
  return pass('assignment.impossible', 'it is proved that no assignment fills all seats');
}
