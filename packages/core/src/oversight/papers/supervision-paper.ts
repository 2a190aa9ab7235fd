/**
 * Papers of supervision (工作提示单、督办单、通报、约谈记录): drafted from a late or open row of the responsibility list or
 * from any clock of the registry, sent only after a leader who did not draft it approved it, received, replied to and closed. They urge and record facts;
 * they change no record of the agency that they are sent to and conclude no blame. One table of moves; pure, no texts.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Role } from '../../common/roles.ts';
import { line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { parentDivision } from '../../registers/organisation/division.ts';
import { type ResponsibilityLink, responsibilityLinks } from '../../registers/organisation/post.ts';
import { type DeadlineClock, deadlineClock, deadlineClocks, fixedBy } from '../deadlines/deadline-clock.ts';

export const supervisionKinds = [
  'reminder', // 工作提示单
  'urge', // 督办单
  'circular', // 通报
  'talk', // 约谈记录
] as const;
export type SupervisionKind = (typeof supervisionKinds)[number];

export const supervisionStates = [
  'draft', // 起草
  'submitted', // 待批准
  'sent', // 已发出，待签收
  'received', // 已签收
  'replied', // 已回复
  'closed', // 已办结
  'discarded', // 已作废（未发出）
] as const;
export type SupervisionState = (typeof supervisionStates)[number];

export const supervisionMoves = [
  'submit',
  'recall',
  'return',
  'approve',
  'discard',
  'receive',
  'reply',
  'sendBack',
  'close',
] as const;
export type SupervisionMove = (typeof supervisionMoves)[number];

/** Whoever drafted it; a leader of the sending agency; whom it is addressed to; officers of the sending agency. */
type Side = 'drafter' | 'leader' | 'recipient' | 'sender';

const moveRules: Readonly<
  Record<
    SupervisionMove,
    { readonly from: readonly SupervisionState[]; readonly to: SupervisionState; readonly side: Side }
  >
> = {
  submit: { from: ['draft'], to: 'submitted', side: 'drafter' },
  recall: { from: ['submitted'], to: 'draft', side: 'drafter' },
  return: { from: ['submitted'], to: 'draft', side: 'leader' },
  approve: { from: ['submitted'], to: 'sent', side: 'leader' },
  discard: { from: ['draft'], to: 'discarded', side: 'drafter' },
  receive: { from: ['sent'], to: 'received', side: 'recipient' },
  reply: { from: ['received'], to: 'replied', side: 'recipient' },
  sendBack: { from: ['replied'], to: 'received', side: 'sender' },
  close: { from: ['received', 'replied'], to: 'closed', side: 'sender' },
};

/** What the rules need to know of a paper. */
export interface SupervisionFacts {
  readonly state: SupervisionState;
  readonly draftedBy: string;
  /** The sending agency. */
  readonly agencyId: string;
  readonly to: SupervisionRecipient;
  /** A reply is asked for. */
  readonly asksReply: boolean;
}

/** An agency, one of its sections, or one person of it. */
export interface SupervisionRecipient {
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly accountId: string | null;
  /** The coordination office of that agency's jurisdiction: a paper from above. */
  readonly isOffice?: boolean;
}

export interface SupervisionPerson {
  readonly accountId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly roles: readonly Role[];
}

/** Roles that draft, and close what came back. */
export const supervisionDrafters = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator'] as const;
const answering: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead'];
const holds = (person: SupervisionPerson, wanted: readonly Role[]): boolean =>
  wanted.some((role) => person.roles.includes(role));

/** Whether the paper is addressed to this person: by account, by section, or as an officer of the agency. */
export function isAddressed(to: SupervisionRecipient, person: SupervisionPerson): boolean {
  if (to.agencyId !== person.agencyId) return false;
  if (to.isOffice === true) return holds(person, ['coordinator']);
  if (to.accountId !== null) return to.accountId === person.accountId;
  if (to.sectionId !== null)
    return to.sectionId === person.sectionId && holds(person, [...answering, 'inspector']);
  return holds(person, answering);
}

/**
 * The state after a move. A paper that asks for a reply is closed only after it. Errors: `supervision.wrong_state`,
 * `supervision.reply_missing`.
 */
export function nextSupervisionState(
  of: Pick<SupervisionFacts, 'state' | 'asksReply'>,
  move: SupervisionMove,
): Result<SupervisionState> {
  const rule = moveRules[move];
  if (!rule.from.includes(of.state)) return fail('supervision.wrong_state');
  if (move === 'close' && of.state === 'received' && of.asksReply) return fail('supervision.reply_missing');
  return ok(rule.to);
}

/**
 * Whether this person may make this move now. Errors: those of `nextSupervisionState`; `supervision.drafter_forbidden`,
 * `supervision.own_approval_forbidden`, `supervision.leader_forbidden`, `supervision.recipient_forbidden`,
 * `supervision.sender_forbidden`.
 */
export function checkedSupervisionMove(
  paper: SupervisionFacts,
  move: SupervisionMove,
  person: SupervisionPerson,
): Result<SupervisionState> {
  const next = nextSupervisionState(paper, move);
  if (!next.ok) return next;
  const refused = refusalOf(paper, moveRules[move].side, person);
  return refused === null ? next : fail(refused);
}

function refusalOf(paper: SupervisionFacts, side: Side, person: SupervisionPerson): string | null {
  const isDrafter = person.accountId === paper.draftedBy;
  const isOfSender = person.agencyId === paper.agencyId;
  switch (side) {
    case 'drafter':
      return isDrafter ? null : 'supervision.drafter_forbidden';
    case 'leader':
      if (!isOfSender || !person.roles.includes('agencyHead')) return 'supervision.leader_forbidden';
      return isDrafter || paper.to.accountId === person.accountId
        ? 'supervision.own_approval_forbidden'
        : null;
    case 'recipient':
      return isAddressed(paper.to, person) && !isDrafter ? null : 'supervision.recipient_forbidden';
    case 'sender':
      if (!isOfSender || !holds(person, supervisionDrafters)) return 'supervision.sender_forbidden';
      return paper.to.accountId === person.accountId ? 'supervision.sender_forbidden' : null;
  }
}

export interface SupervisingAgency {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly kind: string;
  readonly divisionCode: string;
}

/** Whether one agency stands over another: the same field of work, in a division that encloses the other's. */
export function standsOver(over: SupervisingAgency, under: SupervisingAgency): boolean {
  if (over.kind !== under.kind) return false;
  for (let at = parentDivision(under.divisionCode); at !== null; at = parentDivision(at))
    if (at === over.divisionCode) return true;
  return false;
}

/**
 * Whether somebody may draft a paper about a matter of an agency: of the own one; the coordination office in its
 * jurisdiction; the agency above; the coordination office of a superior level (`isBelow`), to the office below. It gives no right to change anything. Errors: `supervision.reach_forbidden`.
 */
export function checkedReach(
  person: SupervisionPerson,
  own: SupervisingAgency,
  answers: SupervisingAgency & { readonly isBelow?: boolean },
): Result<'own' | 'over' | 'below'> {
  if (own.id === answers.id && holds(person, answering)) return ok('own');
  if (person.roles.includes('coordinator') && own.jurisdictionId === answers.jurisdictionId)
    return ok('over');
  if (holds(person, answering) && standsOver(own, answers)) return ok('over');
  if (answers.isBelow === true && holds(person, ['coordinator', 'agencyHead'])) return ok('below');
  return fail('supervision.reach_forbidden');
}

/** The row from which a paper is drafted: a duty of the responsibility list (`entry:…`), or a clock (`resultEntered:…`). */
export const supervisionAbout = z.object({ kind: z.enum(['duty', 'clock']), key: requiredLine(160) });
export type SupervisionAbout = z.output<typeof supervisionAbout>;

/** What a key names; links and clocks share no word. */
export function aboutOf(key: string): SupervisionAbout {
  const word = key.slice(0, Math.max(0, key.indexOf(':')));
  return { kind: deadlineClocks.some((clock) => clock === word) ? 'clock' : 'duty', key };
}

/** The link whose posts answer for a clock; none for what stands outside the seven links. */
export const linkOfClock: Readonly<Partial<Record<DeadlineClock, ResponsibilityLink>>> = {
  planFiled: 'planning',
  schemeFiled: 'planning',
  specialPlanPublished: 'planning',
  listDispatched: 'dispatch',
  lateEntry: 'onSite',
  resultEntered: 'entry',
  resultPublished: 'publication',
  penaltyPublished: 'publication',
  rectified: 'handling',
  reinspected: 'handling',
  penaltyDecided: 'handling',
  policeDecided: 'handling',
  policeSent: 'handling',
  policeReceived: 'handling',
  policeConcluded: 'handling',
  agencyReceived: 'handling',
  agencyConcluded: 'handling',
  handoverReceived: 'handling',
  handoverConcluded: 'handling',
};

const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

export const supervisionContent = z.object({
  title: requiredLine(120),
  /** 主送. */
  addressee: requiredLine(200),
  facts: filled(3000),
  basis: filled(2000),
  demands: filled(2000),
  /** 抄送; empty for none. */
  copies: line(300),
  /** Of a talk only; the day may come later. */
  talk: z
    .object({
      on: plainDate.nullable(),
      place: line(100),
      host: line(100),
      present: line(200),
      recorder: line(60),
      /** What was said by both sides. */
      record: paragraph(4000),
    })
    .nullable(),
});
export type SupervisionContent = z.output<typeof supervisionContent>;

export const supervisionTo = z.object({ sectionId: uuid.nullable(), accountId: uuid.nullable() });

/** What the records said when the paper was drafted; frozen. */
export const supervisionSource = z.object({
  about: supervisionAbout,
  /** The link to which the matter belongs; null for clocks outside the seven. */
  link: z.enum(responsibilityLinks).nullable(),
  /** Of a clock only. */
  clock: deadlineClock.nullable().default(null),
  subject: z.string(),
  taskNumber: z.string(),
  path: z.string(),
  agencyId: uuid,
  agencyName: z.string(),
  /** The jurisdiction below whose coordination office is urged; null inside one's own reach. */
  below: z.string().nullable().default(null),
  startedOn: plainDate.nullable(),
  dueOn: plainDate.nullable(),
  doneOn: plainDate.nullable(),
  /** Working days. */
  daysLate: z.number().int(),
  asOf: plainDate,
  people: z.array(z.string()),
  posts: z.array(z.object({ name: z.string(), holders: z.array(z.string()) })),
  /** The term that the rule book sets for this link, or that the clock was begun with. */
  term: z
    .object({
      length: z.number().int(),
      unit: z.enum(['workingDays', 'days', 'months']),
      basis: z.string(),
      ruleVersion: z.number().int(),
    })
    .nullable(),
  /** Who set the day of a clock that no rule computes. */
  fixed: z.enum(fixedBy).nullable().default(null),
  /** How the day of a clock was counted. */
  way: z
    .object({
      calendarDays: z.number().int(),
      workingDays: z.number().int(),
      /** Names of the public holidays on the way. */
      breaks: z.array(z.string()),
      makeUpDays: z.number().int(),
      /** Days that the clock stood still. */
      paused: z.number().int(),
      /** Of a clock that is counted back. */
      before: plainDate.nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type SupervisionSource = z.output<typeof supervisionSource>;

/** Errors: `supervision.talk_needless_invalid`, `supervision.reply_due_past_invalid`. */
export function checkedSupervision(
  of: {
    readonly kind: SupervisionKind;
    readonly content: SupervisionContent;
    readonly replyDue: string | null;
  },
  today: string,
): Result<null> {
  if (of.kind !== 'talk' && of.content.talk !== null)
    return fail('supervision.talk_needless_invalid', {}, 'content.talk');
  if (of.replyDue !== null && of.replyDue < today)
    return fail('supervision.reply_due_past_invalid', {}, 'replyDue');
  return ok(null);
}

/** What a paper must have before it goes to the leader. Errors: `supervision.talk_missing_invalid`. */
export function readyToSubmit(of: {
  readonly kind: SupervisionKind;
  readonly content: SupervisionContent;
}): Result<null> {
  const { talk } = of.content;
  if (of.kind !== 'talk') return ok(null);
  const isWhole = talk !== null && talk.on !== null && talk.place !== '' && talk.record !== '';
  return isWhole ? ok(null) : fail('supervision.talk_missing_invalid', {}, 'content.talk');
}

/** What a superior sends below. */
export const kindsBelow: readonly SupervisionKind[] = ['urge'];

/** Working days for the reply that a new draft proposes; null asks for none. */
export const replyDays: Readonly<Record<SupervisionKind, number | null>> = {
  reminder: 5,
  urge: 5,
  circular: null,
  talk: 5,
};

/** Bytes of one file of a reply, and how many. */
export const replyFileMaxBytes = 20 * 1024 * 1024;
export const replyFilesMax = 12;
export const replyFileTypes = ['.pdf', '.jpg', '.jpeg', '.png', '.docx'] as const;
