/**
 * Which fields each step's form has, and the form that is sent. One table for all steps, so that they look and refuse the
 * same. The checklist of leniency has a form of its own.
 */
import { type FollowupMove, followupKinds, verdicts } from '@mingcha/core/followups/followup.ts';
import type { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
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
  readonly person: string;
  readonly phone: string;
  readonly evidence: number;
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

/** Fields of a step for the problems it is about. */
export function fieldsOf(move: FollowupMove, scene: MoveScene): readonly MoveField[] {
  const { rows } = scene;
  switch (move) {
    case 'confirmOnSite':
      return [area('note', 'noteOnSite')];
    case 'order':
      return [
        ...rows.map((row, index) =>
          day(`due:${row.findingId}`, 'dueOf', { labelData: { n: index + 1 }, about: row.text }),
        ),
        area('measures', 'measures', { optional: true, max: 2000 }),
      ];
    case 'report':
      return [
        area('note', 'reported'),
        line('by', 'by', { max: 60 }),
        line('phone', 'phone', { optional: true, max: 40 }),
      ];
    case 'requestExtension':
      return [day('until', 'until'), area('ground', 'ground')];
    case 'decideExtension':
    case 'reviewLeniency':
    case 'decideLeniency':
    case 'decideTransfer':
      return decision;
    case 'startRecheck':
      return [
        { name: 'mode', label: 'mode', kind: 'choice', choices: words('mode', ['visit', 'documents']) },
        day('on', 'recheckOn'),
      ];
    case 'judgeRecheck':
      return [
        day('on', 'recheckOn'),
        ...rows.flatMap((row) => [
          {
            name: `verdict:${row.findingId}`,
            label: 'verdict',
            kind: 'choice',
            choices: words('verdict', verdicts),
            about: row.text,
          } as const,
          line(`note:${row.findingId}`, 'verdictNote', { max: 500 }),
          day(`extend:${row.findingId}`, 'verdictExtend', { optional: true }),
        ]),
        area('note', 'note', { optional: true }),
      ];
    case 'openCase':
      return [
        line('number', 'caseNumber'),
        day('on', 'caseOn'),
        { name: 'entryKey', label: 'caseEntry', kind: 'entry', hint: 'caseEntryHint', optional: true },
      ];
    case 'decideCase':
      return penaltyFields;
    case 'publishPenalty':
      return [day('on', 'publishOn'), line('place', 'publishPlace', { max: 200 })];
    case 'dropCase':
      return [area('ground', 'ground'), day('on', 'dropOn')];
    case 'educate':
      return [
        { name: 'at', label: 'at', kind: 'instant' },
        line('place', 'place', { optional: true, max: 300 }),
        line('representative', 'representative', { max: 60 }),
        area('content', 'teach'),
        area('statement', 'statement', { optional: true }),
      ];
    case 'proposeTransfer':
      return rows[0]?.kind === 'transferPolice'
        ? [line('to', 'to', { hint: 'crimeClock' }), line('copyTo', 'copyTo'), ...handling]
        : [
            { name: 'toAgencyId', label: 'toAgency', kind: 'agency', optional: true },
            line('to', 'to'),
            ...handling,
          ];
    case 'send':
      return rows[0]?.kind === 'handover'
        ? [
            { name: 'toSectionId', label: 'toSection', kind: 'section' },
            ...handling,
            { name: 'at', label: 'sentAt', kind: 'instant' },
            line('way', 'way', { max: 200 }),
          ]
        : [
            { name: 'at', label: 'sentAt', kind: 'instant' },
            line('way', 'way', { max: 200 }),
            ...(rows[0]?.kind === 'transferPolice'
              ? [{ name: 'copyAt', label: 'copyAt', kind: 'instant' } as const]
              : []),
          ];
    case 'receive':
      return [
        { name: 'agrees', label: 'receives', kind: 'yesNo', choices: words('receives', ['yes', 'no']) },
        day('on', 'receiveOn'),
        line('by', 'receiveBy', { max: 60 }),
        line('note', 'receiveNote', { optional: true, max: 500 }),
      ];
    case 'conclude':
      return [
        {
          name: 'outcome',
          label: 'outcome',
          kind: 'choice',
          choices: words('outcome', ['ended', 'backAsCase', 'returned']),
        },
        day('on', 'on'),
        area('note', 'note'),
      ];
    case 'assignDaily':
      return [
        line('person', 'person', { max: 60 }),
        day('nextVisitOn', 'nextVisitOn'),
        area('note', 'note', { optional: true }),
      ];
    case 'changeKind':
      return [{ name: 'kind', label: 'newKind', kind: 'newKind' }, area('ground', 'ground')];
    case 'proposeLeniency':
      return [];
  }
}

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

/** What stands in the fields at first: what is known, so that little is typed. */
export function initialOf(move: FollowupMove, scene: MoveScene): Values {
  const { rows, today } = scene;
  const [first] = rows;
  const now = `${today}T09:00`;
  const given: Record<string, string> = {
    on: today,
    decidedOn: today,
    at: now,
    copyAt: now,
    mode: 'visit',
    partyKind: 'organisation',
  };
  for (const row of rows) given[`due:${row.findingId}`] = row.dueOn ?? '';
  if (move === 'report') given['by'] = '';
  if (move === 'proposeTransfer' || move === 'send')
    given['cause'] = first === undefined ? '' : shortened(first.text, 60);
  if (move === 'proposeTransfer' || move === 'send') given['summary'] = first?.text ?? '';
  if (move === 'decideCase') given['facts'] = first?.text ?? '';
  if (move === 'receive') given['by'] = scene.person;
  if (move === 'conclude') given['outcome'] = 'ended';
  return given;
}

const shortened = (text: string, most: number): string =>
  [...text.replaceAll('\n', ' ')].slice(0, most).join('');

/** Names of fields that are needed and empty. */
export function missingIn(fields: readonly MoveField[], values: Values): readonly MoveField[] {
  return fields.filter((field) => field.optional !== true && (values[field.name] ?? '').trim() === '');
}

const instantOf = (local: string): string => new Date(local).toISOString();
const fen = (yuan: string): number => Math.round(Number(yuan === '' ? '0' : yuan) * 100);

/** Lines of a file list: name, copies, pages; commas of either width. */
export function filesTyped(text: string): { name: string; copies: number; pages: number | null }[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', copies = '', pages = ''] = each.split(/[,，]/).map((part) => part.trim());
      const number = (part: string): number | null => (/^\d{1,5}$/.test(part) ? Number(part) : null);
      return { name: name.slice(0, 200), copies: Math.max(1, number(copies) ?? 1), pages: number(pages) };
    });
}

/** The form as it is sent. */
export function formOf(
  move: FollowupMove,
  values: Values,
  rows: readonly FollowupRow[],
): FollowupForm | null {
  const v = (name: string): string => values[name] ?? '';
  const transfer = () => ({
    to: v('to'),
    cause: v('cause'),
    summary: v('summary'),
    bases: [],
    files: filesTyped(v('files')),
    handlerPhone: v('handlerPhone'),
  });
  switch (move) {
    case 'confirmOnSite':
      return { move, note: v('note') };
    case 'order':
      return {
        move,
        measures: v('measures'),
        power: [],
        days: rows.map((row) => ({ findingId: row.findingId, dueOn: v(`due:${row.findingId}`) })),
      };
    case 'report':
      return { move, note: v('note'), by: v('by'), phone: v('phone') };
    case 'requestExtension':
      return { move, until: v('until'), ground: v('ground') };
    case 'decideExtension':
    case 'reviewLeniency':
    case 'decideLeniency':
    case 'decideTransfer':
      return { move, agrees: v('agrees') === 'yes', opinion: v('opinion') };
    case 'startRecheck':
      return { move, mode: v('mode') === 'documents' ? 'documents' : 'visit', on: v('on') };
    case 'judgeRecheck':
      return {
        move,
        on: v('on'),
        note: v('note'),
        verdicts: rows.map((row) => ({
          findingId: row.findingId,
          verdict: verdicts.find((each) => each === v(`verdict:${row.findingId}`)) ?? 'notOk',
          note: v(`note:${row.findingId}`),
          extendTo: v(`extend:${row.findingId}`) === '' ? null : v(`extend:${row.findingId}`),
        })),
      };
    case 'openCase':
      return {
        move,
        number: v('number'),
        on: v('on'),
        entryKey: v('entryKey') === '' ? null : v('entryKey'),
      };
    case 'decideCase':
      return {
        move,
        decision: {
          number: v('number'),
          decidedOn: v('decidedOn'),
          partyKind: partyKinds.find((each) => each === v('partyKind')) ?? 'organisation',
          violation: v('violation'),
          facts: v('facts'),
          basis: v('basis'),
          kinds: penaltyKinds.filter((each) => v('kinds').split(' ').includes(each)),
          content: v('content'),
          fineFen: fen(v('fine')),
          confiscatedFen: fen(v('confiscated')),
          licence: v('licence'),
          validTo: null,
          publicUntil: v('publicUntil') === '' ? null : v('publicUntil'),
          remark: '',
        },
      };
    case 'publishPenalty':
      return { move, on: v('on'), place: v('place') };
    case 'dropCase':
      return { move, ground: v('ground'), on: v('on') };
    case 'educate':
      return {
        move,
        at: instantOf(v('at')),
        place: v('place'),
        content: v('content'),
        statement: v('statement'),
        representative: v('representative'),
      };
    case 'proposeTransfer':
      return {
        move,
        transfer: {
          ...transfer(),
          toAgencyId: v('toAgencyId') === '' ? null : v('toAgencyId'),
          copyTo: v('copyTo'),
        },
      };
    case 'send': {
      const { to: _to, ...inside } = transfer();
      const isInside = rows[0]?.kind === 'handover';
      return {
        move,
        at: instantOf(v('at')),
        way: v('way'),
        copyAt: rows[0]?.kind === 'transferPolice' ? instantOf(v('copyAt')) : null,
        handover: isInside ? { ...inside, toSectionId: v('toSectionId') } : null,
      };
    }
    case 'receive':
      return { move, agrees: v('agrees') === 'yes', on: v('on'), by: v('by'), note: v('note') };
    case 'conclude': {
      const outcome =
        (['ended', 'backAsCase', 'returned'] as const).find((each) => each === v('outcome')) ?? 'ended';
      return { move, outcome, on: v('on'), note: v('note') };
    }
    case 'assignDaily':
      return { move, person: v('person'), nextVisitOn: v('nextVisitOn'), note: v('note') };
    case 'changeKind': {
      const kind = followupKinds.find((each) => each === v('kind'));
      return kind === undefined ? null : { move, kind, ground: v('ground') };
    }
    case 'proposeLeniency':
      return null;
  }
}
