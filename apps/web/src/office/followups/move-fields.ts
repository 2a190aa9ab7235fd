/**
 * Which fields each step's form has, and the form that is sent. One table for all steps, so that they look and refuse the
 * same. The checklist of leniency has a form of its own.
 */
import { type FollowupMove, verdicts } from '@mingcha/core/followups/followup.ts';
import type { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { partyKinds, penaltyKinds } from '@mingcha/core/followups/penalty.ts';

export type FormWord = keyof typeof followupFormText.zh;
export type Values = Readonly<Record<string, string>>;

export interface MoveField {
  readonly name: string;
  readonly label: FormWord;
  readonly labelData?: Readonly<Record<string, string | number>>;
  readonly kind:
    | 'line'
    | 'area'
    | 'day'
    | 'instant'
    | 'money'
    | 'yesNo'
    | 'choice'
    | 'choices'
    | 'agency'
    | 'section'
    | 'entry'
    | 'newKind';
  readonly optional?: boolean;
  readonly hint?: FormWord;
  readonly max?: number;
  /** Values and their words. */
  readonly choices?: readonly { readonly value: string; readonly word: FormWord }[];
  /** Problem that the field is about; its text stands above the first one. */
  readonly about?: string;
}

export interface MoveScene {
  readonly rows: readonly FollowupRow[];
  readonly today: string;
  /** Proposed for an order without a day; empty: nothing is proposed. */
  readonly rectifyBy: string;
  /** This minute of the business zone, as a field for day and time takes it. */
  readonly now: string;
  /** The signed-in person. */
  readonly person: string;
}

const line = (name: string, label: FormWord, more: Partial<MoveField> = {}): MoveField => ({
  name,
  label,
  kind: 'line',
  max: 100,
  ...more,
});
const area = (name: string, label: FormWord, more: Partial<MoveField> = {}): MoveField => ({
  name,
  label,
  kind: 'area',
  max: 1000,
  ...more,
});
const day = (name: string, label: FormWord, more: Partial<MoveField> = {}): MoveField => ({
  name,
  label,
  kind: 'day',
  ...more,
});
const words = (prefix: string, values: readonly string[]) =>
  values.map((value) => ({ value, word: `${prefix}.${value}` as FormWord }));
const decision: readonly MoveField[] = [
  { name: 'agrees', label: 'agrees', kind: 'yesNo', choices: words('agrees', ['yes', 'no']) },
  area('opinion', 'opinion', { optional: true }),
];
const handling: readonly MoveField[] = [
  line('cause', 'cause', { max: 300 }),
  area('summary', 'summary'),
  area('files', 'files', { hint: 'filesHint', max: 6000 }),
  line('handlerPhone', 'handlerPhone', { optional: true, max: 60 }),
];

const penaltyFields: readonly MoveField[] = [
  line('number', 'number'),
  day('decidedOn', 'decidedOn'),
  { name: 'partyKind', label: 'partyKind', kind: 'choice', choices: words('party', partyKinds) },
  line('violation', 'violation', { max: 500 }),
  area('facts', 'facts', { max: 5000 }),
  line('basis', 'basis', { max: 2000 }),
  { name: 'kinds', label: 'kinds', kind: 'choices', choices: words('penalty', penaltyKinds) },
  area('content', 'content', { max: 4000 }),
  { name: 'fine', label: 'fine', kind: 'money', optional: true },
  { name: 'confiscated', label: 'confiscated', kind: 'money', optional: true },
  line('licence', 'licence', { optional: true, max: 200 }),
  day('publicUntil', 'publicUntil', { optional: true }),
];

type FieldsOf = (scene: MoveScene) => readonly MoveField[];
const choice = (name: string, label: FormWord, choices: NonNullable<MoveField['choices']>): MoveField => ({
  name,
  label,
  kind: 'choice',
  choices,
});
const isKind = (scene: MoveScene, kind: FollowupRow['kind']): boolean => scene.rows[0]?.kind === kind;
const sending: readonly MoveField[] = [
  { name: 'at', label: 'sentAt', kind: 'instant' },
  line('way', 'way', { max: 200 }),
];

const transferFields: FieldsOf = (scene) =>
  isKind(scene, 'transferPolice')
    ? [line('to', 'to', { hint: 'crimeClock' }), line('copyTo', 'copyTo'), ...handling]
    : [
        { name: 'toAgencyId', label: 'toAgency', kind: 'agency', optional: true },
        line('to', 'to'),
        ...handling,
      ];

const sendFields: FieldsOf = (scene) => {
  if (isKind(scene, 'handover'))
    return [{ name: 'toSectionId', label: 'toSection', kind: 'section' }, ...handling, ...sending];
  if (!isKind(scene, 'transferPolice')) return sending;
  return [...sending, { name: 'copyAt', label: 'copyAt', kind: 'instant' }];
};

const orderFields: FieldsOf = ({ rows }) => [
  ...rows.map((row, index) =>
    day(`due:${row.findingId}`, 'dueOf', { labelData: { n: index + 1 }, about: row.text }),
  ),
  area('measures', 'measures', { optional: true, max: 2000 }),
];

const verdictFields: FieldsOf = ({ rows }) => [
  day('on', 'recheckOn'),
  ...rows.flatMap((row): MoveField[] => [
    { ...choice(`verdict:${row.findingId}`, 'verdict', words('verdict', verdicts)), about: row.text },
    line(`note:${row.findingId}`, 'verdictNote', { max: 500 }),
    day(`extend:${row.findingId}`, 'verdictExtend', { optional: true }),
  ]),
  area('note', 'note', { optional: true }),
];

const always =
  (...fields: readonly MoveField[]): FieldsOf =>
  () =>
    fields;

const fieldsByMove: Readonly<Record<FollowupMove, FieldsOf>> = {
  confirmOnSite: always(area('note', 'noteOnSite')),
  order: orderFields,
  report: always(
    area('note', 'reported'),
    line('by', 'by', { max: 60 }),
    line('phone', 'phone', { optional: true, max: 40 }),
  ),
  requestExtension: always(day('until', 'until'), area('ground', 'ground')),
  decideExtension: always(...decision),
  startRecheck: always(choice('mode', 'mode', words('mode', ['visit', 'documents'])), day('on', 'recheckOn')),
  judgeRecheck: verdictFields,
  openCase: always(line('number', 'caseNumber'), day('on', 'caseOn'), {
    name: 'entryKey',
    label: 'caseEntry',
    kind: 'entry',
    hint: 'caseEntryHint',
    optional: true,
  }),
  decideCase: () => penaltyFields,
  publishPenalty: always(day('on', 'publishOn'), line('place', 'publishPlace', { max: 200 })),
  dropCase: always(area('ground', 'ground'), day('on', 'dropOn')),
  proposeLeniency: always(),
  reviewLeniency: always(...decision),
  decideLeniency: always(...decision),
  educate: always(
    { name: 'at', label: 'at', kind: 'instant' },
    line('place', 'place', { optional: true, max: 300 }),
    line('representative', 'representative', { max: 60 }),
    area('content', 'teach'),
    area('statement', 'statement', { optional: true }),
  ),
  proposeTransfer: transferFields,
  decideTransfer: always(...decision),
  send: sendFields,
  receive: always(
    { name: 'agrees', label: 'receives', kind: 'yesNo', choices: words('receives', ['yes', 'no']) },
    day('on', 'receiveOn'),
    line('by', 'receiveBy', { max: 60 }),
    line('note', 'receiveNote', { optional: true, max: 500 }),
  ),
  conclude: always(
    choice('outcome', 'outcome', words('outcome', ['ended', 'backAsCase', 'returned'])),
    day('on', 'on'),
    area('note', 'note'),
  ),
  assignDaily: always(
    line('person', 'person', { max: 60 }),
    day('nextVisitOn', 'nextVisitOn'),
    area('note', 'note', { optional: true }),
  ),
  changeKind: always({ name: 'kind', label: 'newKind', kind: 'newKind' }, area('ground', 'ground')),
};

/** Fields of a step for the problems it is about. */
export function fieldsOf(move: FollowupMove, scene: MoveScene): readonly MoveField[] {
  return fieldsByMove[move](scene);
}

/** What stands in the fields at first: what is known, so that little is typed. */
export function initialOf(move: FollowupMove, scene: MoveScene): Values {
  const { rows, today, rectifyBy, now, person } = scene;
  const text = rows[0]?.text ?? '';
  const dues = Object.fromEntries(rows.map((row) => [`due:${row.findingId}`, row.dueOn ?? rectifyBy]));
  const own: Readonly<Partial<Record<FollowupMove, Values>>> = {
    proposeTransfer: { cause: shortened(text, 60), summary: text },
    send: { cause: shortened(text, 60), summary: text },
    decideCase: { facts: text },
    receive: { by: person },
    conclude: { outcome: 'ended' },
  };
  const common = {
    on: today,
    decidedOn: today,
    at: now,
    copyAt: now,
    mode: 'visit',
    partyKind: 'organisation',
  };
  return { ...common, ...dues, ...own[move] };
}

const shortened = (text: string, most: number): string =>
  [...text.replaceAll('\n', ' ')].slice(0, most).join('');

/** Names of fields that are needed and empty. */
export function missingIn(fields: readonly MoveField[], values: Values): readonly MoveField[] {
  return fields.filter((field) => field.optional !== true && (values[field.name] ?? '').trim() === '');
}
