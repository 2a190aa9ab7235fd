import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as rules from './draw-rules.ts';
import { drawSettings, drawTitle, presetCeremony } from './draw-task.ts';

function codeOf(result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string {
  return result.ok ? 'ok' : (result.error?.code ?? '');
}

const task = {
  series: 2026,
  item: { name: '非煤矿山' },
  window: { from: '2026-04-01', to: '2026-11-30' },
  scope: { mode: 'untargeted' },
  strata: [{ rule: 'draw', code: '01', name: 'a', rate: [15, 100] }],
  teams: [{ stratum: '*', groups: [{ agencyId: '01890000-0000-7000-8000-000000000001', n: 2 }] }],
  ceremony: presetCeremony('B'),
  disclosure: { mode: 'open' },
} as const;

test('settings that contradict themselves are refused with the field', () => {
  const issue = (change: object) =>
    drawSettings.safeParse({ ...task, ...change }).error?.issues.map((each) => each.message)[0];
  assert.equal(issue({}), undefined);
  assert.equal(issue({ window: { from: '2026-04-02', to: '2026-04-01' } }), 'draw.window_reversed');
  assert.equal(issue({ strata: [...task.strata, ...task.strata] }), 'draw.stratum_code_repeated');
  assert.equal(issue({ strata: [{ ...task.strata[0], rate: [3, 2] }] }), 'draw.rate_above_one');
  assert.equal(issue({ strata: [{ ...task.strata[0], min: 5, max: 3 }] }), 'draw.max_below_min');
  assert.equal(issue({ teams: [{ ...task.teams[0], stratum: '09' }] }), 'draw.team_missing');
  assert.equal(issue({ ceremony: { ...presetCeremony('B'), onMissing: 'skip' } }), 'draw.skip_needs_beacon');
});

test('every agency sends at least two inspectors, or one standing team', () => {
  const settings = (change: object) => drawSettings.parse({ ...task, ...change });
  const off = { beacon: false, operatorInPool: false };
  const groups = [{ agencyId: '01890000-0000-7000-8000-000000000001', n: 1 }];
  assert.equal(codeOf(rules.decideSettings(settings({}), off)), 'ok');
  assert.equal(
    codeOf(rules.decideSettings(settings({ teams: [{ stratum: '*', groups }] }), off)),
    'draw.two_inspectors',
  );
  assert.equal(
    codeOf(rules.decideSettings(settings({ staffing: 'team', teams: [{ stratum: '*', groups }] }), off)),
    'ok',
  );
  assert.equal(codeOf(rules.decideSettings(settings({ staffing: 'team' }), off)), 'draw.one_team_per_agency');
  assert.equal(
    codeOf(rules.decideSettings(settings({ participants: ['01890000-0000-7000-8000-000000000002'] }), off)),
    'draw.participant_without_seat',
  );
  assert.equal(
    codeOf(rules.decideSettings(settings({ ceremony: presetCeremony('A') }), off)),
    'draw.beacon_off',
  );
  assert.equal(
    codeOf(rules.decideSettings(settings({ operatorInPool: true }), off)),
    'draw.operator_in_pool_not_allowed',
  );
  const weak = { ...presetCeremony('C'), sources: [{ kind: 'digits', who: 'x', length: 19 }] };
  assert.equal(codeOf(rules.decideSettings(settings({ ceremony: weak }), off)), 'draw.entropy_too_low');
});

test('all three presets count at least the advised entropy', () => {
  for (const preset of ['A', 'B', 'C'] as const)
    assert.ok(rules.expectedEntropy(presetCeremony(preset).sources) >= rules.warnEntropyBits, preset);
});

test('R080 a title is made of the agency, the year and the field or the scene, never typed', () => {
  const facts = { agencyName: '晋城市人民防空办公室', series: 2026, itemName: '人防工程', joint: true };
  assert.equal(
    drawTitle({ ...facts, scene: '' }).zh,
    '晋城市人民防空办公室2026年人防工程部门联合“双随机”抽查',
  );
  assert.equal(
    drawTitle({ ...facts, scene: '平战结合' }).zh,
    '晋城市人民防空办公室2026年平战结合部门联合“双随机”抽查',
  );
});
