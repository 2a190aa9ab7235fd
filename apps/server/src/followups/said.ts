/** What the form of a step says in the chain: its words, and its decision or day. One entry per step. */
import type { FollowupMove } from '@mingcha/core/followups/followup.ts';
import type { FollowupForm, FormOf } from '@mingcha/core/followups/followup-forms.ts';

interface Said {
  readonly note: string;
  /** `agreed`, a verdict, an outcome, or a day. */
  readonly decision: string;
}
type Says<M extends FollowupMove> = (form: FormOf<M>, findingId: string) => Said;

const agreed = (form: { readonly agrees: boolean; readonly opinion: string }): Said => ({
  note: form.opinion,
  decision: form.agrees ? 'agreed' : 'refused',
});
const withNote = (who: string, note: string): string => (note === '' ? who : `${who}: ${note}`);

const says: { readonly [M in FollowupMove]: Says<M> } = {
  confirmOnSite: ({ note }) => ({ note, decision: '' }),
  order: ({ measures }) => ({ note: measures, decision: '' }),
  report: ({ by, phone, note }) => ({
    note: withNote(phone === '' ? by : `${by} ${phone}`, note),
    decision: '',
  }),
  requestExtension: ({ ground, until }) => ({ note: ground, decision: until }),
  decideExtension: agreed,
  startRecheck: ({ mode }) => ({ note: '', decision: mode }),
  judgeRecheck: ({ verdicts }, findingId) => {
    const own = verdicts.find((each) => each.findingId === findingId);
    return { note: own?.note ?? '', decision: own?.verdict ?? '' };
  },
  openCase: ({ number, on }) => ({ note: number, decision: on }),
  decideCase: ({ decision }) => ({
    note: `${decision.number} ${decision.content}`,
    decision: decision.decidedOn,
  }),
  publishPenalty: ({ place, on }) => ({ note: place, decision: on }),
  dropCase: ({ ground, on }) => ({ note: ground, decision: on }),
  proposeLeniency: ({ proposal }) => ({ note: proposal.reasons, decision: proposal.ground }),
  reviewLeniency: agreed,
  decideLeniency: agreed,
  educate: ({ content }) => ({ note: content, decision: '' }),
  proposeTransfer: ({ transfer }) => ({ note: withNote(transfer.to, transfer.cause), decision: '' }),
  decideTransfer: agreed,
  send: ({ way }) => ({ note: way, decision: '' }),
  receive: ({ by, note, agrees }) => ({ note: withNote(by, note), decision: agrees ? 'agreed' : 'refused' }),
  conclude: ({ note, outcome }) => ({ note, decision: outcome }),
  assignDaily: ({ person, note, nextVisitOn }) => ({ note: withNote(person, note), decision: nextVisitOn }),
  changeKind: ({ ground, kind }) => ({ note: ground, decision: kind }),
};

/** @param findingId of the problem whose chain it is: a re-inspection judges several */
export function saidIn(form: FollowupForm, findingId: string): Said {
  const say = says[form.move] as Says<FollowupMove>;
  return say(form, findingId);
}
