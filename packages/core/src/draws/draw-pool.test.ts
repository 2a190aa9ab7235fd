import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jcs } from '@mingcha/draw';
import { matchesFilter } from '../registers/pool-filter.ts';
import * as pool from './draw-pool.ts';
import { drawSettings, presetCeremony } from './draw-task.ts';
import { capsNeverBind, checkTeam, lackingCapacity } from './team-feasibility.ts';

const agency = '01890000-0000-7000-8000-000000000001';
const barred = '01890000-0000-7000-8000-0000000000aa';

function settings(change: object = {}) {
  return drawSettings.parse({
    series: 2026,
    item: { name: '危化' },
    window: { from: '2026-04-01', to: '2026-11-30' },
    scope: { mode: 'targeted', filter: { division: ['140500'] } },
    exclusions: [{ reason: 'frequencyCap', objectIds: [barred] }],
    strata: [
      { rule: 'all', code: 'D', name: 'D类', where: { credit: ['D'] } },
      { rule: 'draw', code: 'R', name: '其余', rate: [1, 10] },
    ],
    teams: [
      {
        stratum: '*',
        groups: [
          { agencyId: agency, lead: true, n: 1 },
          { agencyId: agency, n: 1 },
        ],
      },
    ],
    ceremony: presetCeremony('B'),
    disclosure: { mode: 'open' },
    ...change,
  });
}

function object(change: Partial<pool.PoolObject> = {}): pool.PoolObject {
  return {
    id: '01890000-0000-7000-8000-000000000011',
    kind: 'enterprise',
    name: '茶庄',
    code: '',
    division: '140502',
    industry: '1530',
    risk: '',
    credit: 'A',
    tags: [],
    sectionId: null,
    address: '',
    ...change,
  };
}

function inspector(change: Partial<pool.PoolInspector> = {}): pool.PoolInspector {
  return {
    id: 'i',
    agencyId: agency,
    accountId: null,
    name: '柏文',
    certificateNumber: 'ZF1',
    certificateValidTo: '2026-11-30',
    specialities: ['矿山'],
    qualifications: [],
    level: '',
    areas: ['140500'],
    canLead: true,
    yearlyCap: null,
    priorLoad: 2,
    status: 'active',
    ...change,
  };
}

const duties = (change: Partial<pool.PoolDuties>): pool.PoolDuties => ({ ...pool.noDuties, ...change });

test('a city code covers its districts, and a filter needs every named field', () => {
  assert.equal(pool.isInScope(settings(), object()), true);
  assert.equal(pool.isInScope(settings(), object({ division: '140600' })), false);
  assert.equal(matchesFilter({ division: ['140500'], credit: ['B'] }, object()), false);
  assert.equal(matchesFilter({ industry: ['15'] }, object()), true);
});

test('the first stratum that matches takes an object; an excluded one stays in the frame beside its stratum', () => {
  const plan = pool.planStrata(settings(), pool.noDuties);
  const code = (o: pool.PoolObject) => plan.strata[plan.classify(o)]?.code;
  assert.equal(code(object({ credit: 'D' })), 'D');
  assert.equal(code(object()), 'R');
  assert.equal(code(object({ id: barred })), 'X1-R');
  assert.equal(plan.classify(object()) >= 0, true);
});

test('what a void attempt drew stands in a stratum of its own that is drawn whole', () => {
  const plan = pool.planStrata(settings(), duties({ carried: new Set([barred]) }));
  assert.deepEqual(plan.strata[0], { code: 'CO', name: '作废结转', rule: 'all' });
  assert.equal(plan.classify(object({ id: barred })), 0);
  assert.equal(plan.strata[plan.classify(object())]?.code, 'R');
});

test('what was struck after the last draw is drawn whole this time, also where an exclusion would take it', () => {
  const plan = pool.planStrata(settings(), duties({ struck: new Set([barred]) }));
  assert.deepEqual(plan.strata[0], { code: 'CO.S', name: '上次抽中后被替换，本次必查', rule: 'all' });
  assert.equal(plan.strata[plan.classify(object({ id: barred }))]?.code, 'CO.S');
  const both = pool.planStrata(settings(), duties({ struck: new Set([barred]), carried: new Set([barred]) }));
  assert.equal(both.strata[both.classify(object({ id: barred }))]?.code, 'CO');
  const counts = plan.strata.map((_, h) => (h === 0 ? 0 : 1));
  assert.equal(pool.dropEmptyExclusions(plan.strata, counts).strata[0]?.code, 'D');
});

test('an object at its cap is excluded beside its stratum; a typed exclusion keeps its own reason', () => {
  const capped = object().id;
  const plan = pool.planStrata(settings(), duties({ capped: new Set([capped, barred]) }));
  const stratum = plan.strata[plan.classify(object())];
  assert.deepEqual(stratum?.rule === 'none' ? [stratum.code, stratum.reason] : null, [
    'X0-R',
    'frequencyCap',
  ]);
  assert.equal(plan.strata[plan.classify(object({ id: barred }))]?.code, 'X1-R');
});

test('a stratum with a history takes those whose record meets it and nobody else', () => {
  const history = { complaints: 2, seriousViolation: true, months: 12 };
  const told = settings({
    strata: [
      { rule: 'all', code: 'H', name: '投诉较多', history },
      { rule: 'draw', code: 'R', name: '其他', rate: [1, 10] },
    ],
  });
  const known = '00000000-0000-4000-8000-00000000beef';
  const plan = pool.planStrata(told, duties({ history: new Map([['H', new Set([known])]]) }));
  assert.equal(plan.strata[plan.classify(object({ id: known }))]?.code, 'H');
  assert.equal(plan.strata[plan.classify(object())]?.code, 'R');
});

test('an object that no stratum takes is found, not lost', () => {
  const only = settings({ strata: [{ rule: 'all', code: 'D', name: 'D类', where: { credit: ['D'] } }] });
  assert.equal(pool.planStrata(only, pool.noDuties).classify(object()), -1);
});

test('a fixed number is sealed as equal minimum and maximum', () => {
  const fixed = settings({ strata: [{ rule: 'fixed', code: 'F', name: '定数', number: 4 }] });
  const [stratum] = pool.planStrata(fixed, pool.noDuties).strata;
  assert.ok(stratum?.rule === 'draw');
  assert.deepEqual([stratum.rate, stratum.min, stratum.max], [[0, 1], 4, 4]);
});

test('a frozen record has canonical member order, no empty field, and an area of its own', () => {
  const record = pool.objectRecord(object({ name: ' e\u0301toile ', division: '', code: '91' }));
  assert.deepEqual(record, {
    area: '-',
    code: '91',
    credit: 'A',
    id: object().id,
    industry: '1530',
    kind: 'enterprise',
    name: '\u00e9toile',
  });
  assert.equal(new TextDecoder().decode(jcs(record)), JSON.stringify(record));
});

test('inspectors are left out for a reason that the record prints', () => {
  const reason = (change: Partial<pool.PoolInspector>, context = {}) =>
    pool.leftOutReason(inspector({ accountId: 'lan', ...change }), {
      windowTo: '2026-11-30',
      chosen: null,
      operators: new Set(),
      ...context,
    });
  assert.equal(reason({}), null);
  assert.equal(reason({ status: 'onLeave' }), 'inactive');
  assert.equal(reason({ certificateValidTo: '2026-11-29' }), 'certificate');
  assert.equal(reason({ certificateValidTo: null }), 'certificate');
  assert.equal(reason({}, { operators: new Set(['lan']) }), 'operator');
  assert.equal(reason({}, { chosen: new Set(['other']) }), 'notChosen');
});

test('R046 areas are expanded to the codes of the pool, caps and loads follow the settings', () => {
  const context = {
    settings: settings({ constraints: { maxTasks: 5 } }),
    dept: 'YJ',
    poolAreas: ['140502', '140521', '140600'],
  };
  assert.deepEqual(pool.inspectorPub(inspector({ yearlyCap: 4 }), context), {
    dept: 'YJ',
    skills: ['lead', '矿山'],
    areas: ['140502', '140521'],
    cap: 2,
    load: 2,
  });
  const free = {
    ...context,
    settings: settings({ constraints: { area: false, skills: false, workload: false } }),
  };
  assert.deepEqual(pool.inspectorPub(inspector(), free), {
    dept: 'YJ',
    skills: ['lead'],
    areas: ['*'],
    cap: 1_000_000,
    load: 0,
  });
});

test('a standing team is one leaf: skills together, areas common to all, highest load, lowest cap', () => {
  const member = { dept: 'YJ', skills: ['a'], areas: ['1', '2'], cap: 9, load: 1 };
  assert.deepEqual(pool.teamPub([member, { ...member, skills: ['b'], areas: ['2'], cap: 3, load: 5 }]), {
    dept: 'YJ',
    skills: ['a', 'b'],
    areas: ['2'],
    cap: 3,
    load: 5,
  });
});

const pub = (skills: readonly string[], areas: readonly string[] = ['*'], cap = 10) => ({
  dept: 'YJ',
  skills,
  areas,
  cap,
  load: 0,
});
const groups = [
  { dept: 'YJ', skills: ['lead'], n: 1, anyArea: false },
  { dept: 'YJ', skills: [], n: 1, anyArea: false },
];

test('a team that different persons can fill is found even where the seats overlap', () => {
  const need = { stratum: 'R', area: 'a1', groups, avoided: new Set<number>() };
  assert.equal(checkTeam(need, [pub(['lead']), pub([])]).isFillable, true);
  assert.equal(checkTeam(need, [pub(['lead'])]).isFillable, false);
  assert.equal(checkTeam(need, [pub(['lead']), pub(['lead'], ['a2'])]).isFillable, false);
  assert.equal(checkTeam({ ...need, avoided: new Set([0]) }, [pub(['lead']), pub([])]).isFillable, false);
  assert.deepEqual(
    checkTeam(need, [pub(['lead']), pub([]), pub([])]).choices.map((each) => [each.eligible, each.choice]),
    [
      [1, 1],
      [3, 3],
    ],
  );
});

test('where caps can bind the proof is not claimed, and a lack of capacity names the department', () => {
  assert.equal(capsNeverBind([pub([], ['*'], 6)], 6), true);
  assert.equal(capsNeverBind([pub([], ['*'], 5)], 6), false);
  assert.deepEqual(lackingCapacity(new Map([['YJ', 12]]), [pub([], ['*'], 5), pub([], ['*'], 6)]), [
    { dept: 'YJ', need: 12, have: 11 },
  ]);
});

test('numbers and agency codes read as printed', () => {
  assert.equal(pool.drawNumber({ series: 2026, no: 7, attempt: 1 }), '2026-007');
  assert.equal(pool.drawNumber({ series: 2026, no: 7, attempt: 2 }), '2026-007/2');
  assert.equal(pool.agencyCode({ divisionCode: '140500', id: agency }), '140500-00000001');
});
