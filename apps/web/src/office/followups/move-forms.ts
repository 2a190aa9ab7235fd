/** What is sent for each step: the form of core made of what stands in the fields. One entry per step. */
import { type FollowupMove, followupKinds, verdicts } from '@mingcha/core/followups/followup.ts';
import type { FollowupForm, FormOf } from '@mingcha/core/followups/followup-forms.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { partyKinds, penaltyKinds } from '@mingcha/core/followups/penalty.ts';
import { instantOf } from '../draws/form/draft.ts';
import type { Values } from './move-fields.ts';

interface Filled {
  /** Value of a field, empty when there is none. */
  readonly v: (name: string) => string;
  readonly rows: readonly FollowupRow[];
}
type FormMade<M extends FollowupMove> = (filled: Filled) => FormOf<M> | null;

const orNull = (text: string): string | null => (text === '' ? null : text);
const fen = (yuan: string): number => Math.round(Number(yuan === '' ? '0' : yuan) * 100);
const isYes = ({ v }: Filled): boolean => v('agrees') === 'yes';

/** Lines of a file list: name, copies, pages; commas of either width. */
function filesTyped(text: string): { name: string; copies: number; pages: number | null }[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', copies = '', pages = ''] = each.split(/[,\uff0c]/).map((part) => part.trim());
      const number = (part: string): number | null => (/^\d{1,5}$/.test(part) ? Number(part) : null);
      return { name: name.slice(0, 200), copies: Math.max(1, number(copies) ?? 1), pages: number(pages) };
    });
}

const insideOf = ({ v }: Filled) => ({
  cause: v('cause'),
  summary: v('summary'),
  bases: [],
  files: filesTyped(v('files')),
  handlerPhone: v('handlerPhone'),
});

const decisionOf = ({ v }: Filled): FormOf<'decideCase'>['decision'] => ({
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
  publicUntil: orNull(v('publicUntil')),
  remark: '',
});

const judged: FormMade<'judgeRecheck'> = ({ v, rows }) => ({
  move: 'judgeRecheck',
  on: v('on'),
  note: v('note'),
  verdicts: rows.map(({ findingId }) => ({
    findingId,
    verdict: verdicts.find((each) => each === v(`verdict:${findingId}`)) ?? 'notOk',
    note: v(`note:${findingId}`),
    extendTo: orNull(v(`extend:${findingId}`)),
  })),
});

const sent: FormMade<'send'> = (filled) => {
  const { v, rows } = filled;
  const kind = rows[0]?.kind;
  return {
    move: 'send',
    at: instantOf(v('at')),
    way: v('way'),
    copyAt: kind === 'transferPolice' ? instantOf(v('copyAt')) : null,
    handover: kind === 'handover' ? { ...insideOf(filled), toSectionId: v('toSectionId') } : null,
  };
};

const forms: { readonly [M in FollowupMove]: FormMade<M> } = {
  confirmOnSite: ({ v }) => ({ move: 'confirmOnSite', note: v('note') }),
  order: ({ v, rows }) => ({
    move: 'order',
    measures: v('measures'),
    power: [],
    days: rows.map(({ findingId }) => ({ findingId, dueOn: v(`due:${findingId}`) })),
  }),
  report: ({ v }) => ({ move: 'report', note: v('note'), by: v('by'), phone: v('phone') }),
  requestExtension: ({ v }) => ({ move: 'requestExtension', until: v('until'), ground: v('ground') }),
  decideExtension: (f) => ({ move: 'decideExtension', agrees: isYes(f), opinion: f.v('opinion') }),
  startRecheck: ({ v }) => ({
    move: 'startRecheck',
    mode: v('mode') === 'documents' ? 'documents' : 'visit',
    on: v('on'),
  }),
  judgeRecheck: judged,
  openCase: ({ v }) => ({
    move: 'openCase',
    number: v('number'),
    on: v('on'),
    entryKey: orNull(v('entryKey')),
  }),
  decideCase: (f) => ({ move: 'decideCase', decision: decisionOf(f) }),
  publishPenalty: ({ v }) => ({ move: 'publishPenalty', on: v('on'), place: v('place') }),
  dropCase: ({ v }) => ({ move: 'dropCase', ground: v('ground'), on: v('on') }),
  proposeLeniency: () => null,
  reviewLeniency: (f) => ({ move: 'reviewLeniency', agrees: isYes(f), opinion: f.v('opinion') }),
  decideLeniency: (f) => ({ move: 'decideLeniency', agrees: isYes(f), opinion: f.v('opinion') }),
  educate: ({ v }) => ({
    move: 'educate',
    at: instantOf(v('at')),
    place: v('place'),
    content: v('content'),
    statement: v('statement'),
    representative: v('representative'),
  }),
  proposeTransfer: (f) => ({
    move: 'proposeTransfer',
    transfer: {
      ...insideOf(f),
      to: f.v('to'),
      toAgencyId: orNull(f.v('toAgencyId')),
      copyTo: f.v('copyTo'),
    },
  }),
  decideTransfer: (f) => ({ move: 'decideTransfer', agrees: isYes(f), opinion: f.v('opinion') }),
  send: sent,
  receive: (f) => ({ move: 'receive', agrees: isYes(f), on: f.v('on'), by: f.v('by'), note: f.v('note') }),
  conclude: ({ v }) => ({
    move: 'conclude',
    outcome: (['ended', 'backAsCase', 'returned'] as const).find((each) => each === v('outcome')) ?? 'ended',
    on: v('on'),
    note: v('note'),
  }),
  assignDaily: ({ v }) => ({
    move: 'assignDaily',
    person: v('person'),
    nextVisitOn: v('nextVisitOn'),
    note: v('note'),
  }),
  changeKind: ({ v }) => {
    const kind = followupKinds.find((each) => each === v('kind'));
    return kind === undefined ? null : { move: 'changeKind', kind, ground: v('ground') };
  },
};

/** The form as it is sent; null where another page makes it, or nothing was chosen. */
export function formOf(
  move: FollowupMove,
  values: Values,
  rows: readonly FollowupRow[],
): FollowupForm | null {
  const make = forms[move] as FormMade<FollowupMove>;
  return make({ v: (name) => values[name] ?? '', rows });
}
