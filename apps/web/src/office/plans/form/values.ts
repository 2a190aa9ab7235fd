/** What the entry form holds while somebody types, and its way to and from the entry's fields. */
import type { PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import type { PoolFilter } from '@mingcha/core/registers/pool-filter.ts';

export interface TypedClass {
  readonly code: string;
  readonly name: string;
  readonly where: PoolFilter;
  readonly rule: 'draw' | 'fixed' | 'all';
  /** Percent as typed, or a number of objects. */
  readonly amount: string;
}

export interface TypedPartner {
  readonly agencyId: string | null;
  readonly outsideName: string;
  readonly itemKeys: readonly string[];
  readonly duty: string;
}

export interface EntryValues {
  readonly form: 'draw' | 'routineVisit';
  readonly leadItemKey: string;
  readonly extraItemKeys: readonly string[];
  readonly scene: string;
  readonly isSpecial: boolean;
  readonly ground: {
    readonly document: string;
    readonly number: string;
    readonly day: string;
    readonly approver: string;
    readonly reason: string;
  };
  readonly sectionId: string;
  readonly scope: 'untargeted' | 'targeted';
  readonly objectsText: string;
  readonly filter: PoolFilter;
  readonly ownClasses: boolean;
  readonly classes: readonly TypedClass[];
  readonly times: string;
  readonly from: string;
  readonly to: string;
  readonly methods: readonly string[];
  readonly drawLevel: string;
  readonly checkLevel: string;
  readonly teamSize: string;
  readonly visitsPerDay: string;
  readonly participants: readonly TypedPartner[];
  readonly sheetIds: readonly string[];
  readonly steps: string;
  readonly requirements: string;
  readonly remark: string;
}

export function emptyEntry(start: {
  readonly year: number;
  readonly level: string;
  readonly sectionId: string | null;
}): EntryValues {
  return {
    form: 'draw',
    leadItemKey: '',
    extraItemKeys: [],
    scene: '',
    isSpecial: false,
    ground: { document: '', number: '', day: '', approver: '', reason: '' },
    sectionId: start.sectionId ?? '',
    scope: 'untargeted',
    objectsText: '',
    filter: {},
    ownClasses: false,
    classes: [],
    times: '1',
    from: `${start.year}-03-01`,
    to: `${start.year}-11-30`,
    methods: ['onSite'],
    drawLevel: start.level,
    checkLevel: start.level,
    teamSize: '2',
    visitsPerDay: '2',
    participants: [],
    sheetIds: [],
    steps: '',
    requirements: '',
    remark: '',
  };
}

/** `[15, 100]` as `15`; a fraction without a finite percentage as its nearest. */
function percentOf([a, b]: readonly [number, number]): string {
  return String(Math.round((a * 1_000_000) / b) / 10_000);
}

export function entryValues(fields: PlanEntryFields): EntryValues {
  return {
    form: fields.form,
    leadItemKey: fields.leadItemKey ?? '',
    extraItemKeys: fields.extraItemKeys,
    scene: fields.scene,
    isSpecial: fields.special !== null,
    ground: fields.special ?? { document: '', number: '', day: '', approver: '', reason: '' },
    sectionId: fields.sectionId ?? '',
    scope: fields.scope,
    objectsText: fields.objectsText,
    filter: fields.filter,
    ownClasses: fields.classes.length > 0,
    classes: fields.classes.map((one) => ({
      code: one.code,
      name: one.name,
      where: one.where,
      rule: one.take.rule,
      amount:
        one.take.rule === 'draw'
          ? percentOf(one.take.rate)
          : one.take.rule === 'fixed'
            ? String(one.take.number)
            : '',
    })),
    times: String(fields.times),
    from: fields.window.from,
    to: fields.window.to,
    methods: fields.methods,
    drawLevel: fields.drawLevel,
    checkLevel: fields.checkLevel,
    teamSize: String(fields.teamSize),
    visitsPerDay: String(fields.visitsPerDay),
    participants: fields.participants,
    sheetIds: fields.sheetIds,
    steps: fields.steps,
    requirements: fields.requirements,
    remark: fields.remark,
  };
}

/** Percent as typed to an exact fraction: `2.5` is 25/1000. */
function rateOf(text: string): [number, number] {
  const plain = text.trim().replace('%', '');
  const decimals = /^\d+\.(\d{1,4})$/.exec(plain)?.[1]?.length ?? 0;
  const scale = 10 ** decimals;
  return [Math.round(Number(plain) * scale), 100 * scale];
}

function takeOf(one: TypedClass): PlanEntryFields['classes'][number]['take'] {
  if (one.rule === 'all') return { rule: 'all' };
  if (one.rule === 'fixed') return { rule: 'fixed', number: Number(one.amount) };
  return { rule: 'draw', rate: rateOf(one.amount) };
}

/** The body that is sent; numbers that are none are refused by the schema with their field. */
export function entryBody(values: EntryValues): PlanEntryFields {
  const isVisit = values.form === 'routineVisit';
  return {
    form: values.form,
    leadItemKey: values.leadItemKey === '' ? null : values.leadItemKey,
    extraItemKeys: [...values.extraItemKeys],
    scene: values.scene,
    special: values.isSpecial && !isVisit ? values.ground : null,
    sheetIds: [...values.sheetIds],
    scope: values.scope,
    objectsText: values.objectsText,
    filter: values.scope === 'targeted' ? values.filter : {},
    classes:
      values.ownClasses && !isVisit
        ? values.classes.map((one) => ({
            code: one.code,
            name: one.name,
            where: one.where,
            history: null,
            take: takeOf(one),
          }))
        : [],
    times: Number(values.times),
    methods: values.methods as PlanEntryFields['methods'],
    window: { from: values.from, to: values.to },
    drawLevel: values.drawLevel as PlanEntryFields['drawLevel'],
    checkLevel: values.checkLevel as PlanEntryFields['checkLevel'],
    participants: values.participants.map((one) => ({ ...one, itemKeys: [...one.itemKeys] })),
    sectionId: values.sectionId === '' ? null : values.sectionId,
    responsibleId: null,
    teamSize: Number(values.teamSize),
    visitsPerDay: Number(values.visitsPerDay),
    steps: values.steps,
    requirements: values.requirements,
    remark: values.remark,
  };
}
