/** Step 12, first half (§10.4): every amendment is in the log, follows the reserve rank and names the determined persons. */
import {
  type AmendContext,
  initialStanding,
  recuse,
  replaceObject,
  type Standing,
  successorOf,
} from '../amend.ts';
import type { Amendment, Recusal, Replacement } from '../types.ts';
import type { Context } from './context.ts';
import { eventAt } from './log-steps.ts';
import { openedCommitment } from './people-steps.ts';
import { must, notDisclosed, type Outcome, pass, same, sameRows } from './report.ts';
import { teamInput } from './result-steps.ts';

function checkLogged(context: Context, amendment: Amendment): void {
  const event = eventAt(context, amendment.index, amendment.type);
  for (const [member, value] of Object.entries(amendment)) {
    if (member === 'index' || member === 'opening' || member === 'team' || member === 'changes') continue;
    same('amendments.log', `${member} of log entry ${amendment.index}`, {
      expected: event[member] ?? null,
      found: value,
    });
  }
}

function checkReplacement(context: Context, state: State, given: Replacement): Standing {
  const expected = successorOf(state.amend, state.standing, given.c);
  same('amendments.successor', `successor in log entry ${given.index}`, {
    expected: { stratum: expected.stratum, rank: expected.rank, c: expected.c },
    found: { stratum: given.stratum, rank: given.rank, c: given.successor },
  });
  const disclosed = state.disclosed;
  must(
    (given.opening !== null) === disclosed,
    'amendments.opening',
    'a successor is opened exactly when the drawn objects are',
  );
  if (given.opening !== null)
    same('amendments.commitment', 'commitment of the successor', {
      expected: given.successor,
      found: openedCommitment(context.hash, { record: given.opening.record, salt: given.opening.salt }),
    });
  const area = given.opening?.record['area'];
  const result = replaceObject(state.amend, state.standing, {
    struck: given.c,
    area: typeof area === 'string' ? area : null,
  });
  must(
    (result.team === null) === (given.team === null),
    'amendments.team',
    'the team of the successor is missing or superfluous',
  );
  sameRows('amendments.team', 'seat of the successor', {
    expected: result.team ?? [],
    found: given.team ?? [],
  });
  return result.standing;
}

function checkRecusal(state: State, given: Recusal): Standing {
  const result = recuse(state.amend, state.standing, given);
  if (result.changes === null) {
    must(given.changes === null, 'amendments.changes', 'changed seats are shown while the teams are sealed');
    return result.standing;
  }
  const holder = state.standing.seats?.find(
    (row) => row.c === given.c && row.group === given.group && row.k === given.k,
  );
  same('amendments.inspector', 'inspector who steps back', {
    expected: holder?.inspector ?? null,
    found: given.inspector,
  });
  same('amendments.substitute', 'substitute', { expected: result.substitute, found: given.substitute });
  sameRows('amendments.changes', 'changed seat', { expected: result.changes, found: given.changes ?? [] });
  return result.standing;
}

interface State {
  readonly amend: AmendContext;
  readonly standing: Standing;
  readonly disclosed: boolean;
}

/** The frozen data amendments are computed from, as a bundle discloses it. */
export function amendState(context: Context): State {
  const { bundle, body, params, hash } = context;
  const assignment = bundle.assignment ?? null;
  const team = assignment === null || params.kind === 'select' ? null : teamInput(context);
  return {
    amend: { hash, reserves: bundle.reserves, team },
    standing: initialStanding({ selected: bundle.selected, quotas: body.select.quotas, assignment }),
    disclosed: (bundle.openings ?? null) !== null,
  };
}

export function checkAmendments(context: Context): Outcome {
  const { amendments, log } = context.bundle;
  const logged = log.events.filter(({ event }) => event.type === 'replaced' || event.type === 'recused');
  sameRows('amendments.log', 'amendment', {
    expected: logged.map(({ index, event }) => [index, event.type]),
    found: amendments.map(({ index, type }) => [index, type]),
  });
  if (amendments.length === 0) return pass('amendments.none', 'nothing was changed after the draw');
  let state = amendState(context);
  for (const amendment of amendments) {
    checkLogged(context, amendment);
    const standing =
      amendment.type === 'replaced'
        ? checkReplacement(context, state, amendment)
        : checkRecusal(state, amendment);
    state = { ...state, standing };
  }
  if (!state.disclosed)
    return notDisclosed(`${amendments.length} amendments agree with the log; persons are not disclosed yet`);
  return pass('amendments.ok', `${amendments.length} amendments follow the reserve list and the seed`);
}
