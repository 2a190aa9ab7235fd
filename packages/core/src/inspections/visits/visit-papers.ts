/**
 * The papers that a team issues at the door, out of what was written at the visit: on-site record, check sheet, feedback,
 * rectification order. Gives the data of a paper, parsed by its schema, so that phone, paper entry and server hash the same
 * bytes. Papers are Chinese whatever the page speaks. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import { type PaperData, paperData } from '../../tasks/papers/paper-data.ts';
import type { PaperPerson } from '../../tasks/papers/paper-parts.ts';
import type { PaperSetting } from '../../tasks/papers/paper-wording.ts';
import { isAsked, lineId } from './sheet-progress.ts';
import type { VisitContent, VisitFinding } from './visit-content.ts';
import type { PackedVisit } from './visit-pack.ts';
import type { Evidence } from './visit-record.ts';
import { visitSheetText } from './visit-sheet-text.ts';
import { visitStepText } from './visit-step-text.ts';

/** Papers made of the visit alone; the notice is made before it. */
export const visitPaperKinds = ['siteRecord', 'checkSheet', 'resultNotice', 'rectificationOrder'] as const;
export type VisitPaperKind = (typeof visitPaperKinds)[number];

export interface PaperFacts {
  readonly visit: PackedVisit;
  readonly content: VisitContent;
  /** Standing files, in the order in which papers number them. */
  readonly evidence: readonly Pick<Evidence, 'id' | 'kind' | 'findingId' | 'line'>[];
  readonly setting: Pick<PaperSetting, 'agency' | 'remedies'>;
  /** Business day of the paper. */
  readonly today: string;
  /** Number of the on-site record, where it was issued. */
  readonly siteRecordNumber: string;
}

/** Errors: `visit.paper_not_ready` {field}: what the paper's schema still misses; `visit.no_order`: nothing to be put right. */
export function visitPaper<K extends VisitPaperKind>(kind: K, facts: PaperFacts): Result<PaperData<K>> {
  if (kind === 'rectificationOrder' && toPutRight(facts).length === 0) return fail('visit.no_order');
  const parsed = paperData[kind].safeParse(inputs[kind](facts));
  if (parsed.success) return ok(parsed.data as PaperData<K>);
  return fail('visit.paper_not_ready', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}

const inputs: Readonly<Record<VisitPaperKind, (facts: PaperFacts) => unknown>> = {
  siteRecord,
  checkSheet,
  resultNotice,
  rectificationOrder,
};

function common({ setting, today }: PaperFacts) {
  const { name, phone, address } = setting.agency;
  return { agency: { name, phone, address }, issuedOn: today };
}

function objectOf({ visit, content }: PaperFacts) {
  const { name, uscc, address, legalRep, phone } = visit.object;
  return { name, uscc, address, legalRep, post: '', phone: content.representative.phone || phone };
}

/** Inspectors who stand, the own team's first; those who assist are named apart. */
function peopleOf({ visit }: PaperFacts): readonly PaperPerson[] {
  const nameOf = (id: string) => visit.teams.find(({ agencyId }) => agencyId === id)?.agencyName ?? '';
  return visit.members
    .filter(
      ({ role, state }) =>
        (role === 'lead' || role === 'member') && (state === 'assigned' || state === 'claimed'),
    )
    .toSorted((a, b) => Number(a.agencyId !== visit.agencyId) - Number(b.agencyId !== visit.agencyId))
    .map(({ name, certificateNumber, agencyId, role }) => ({
      name,
      certificateNumber,
      agencyName: nameOf(agencyId),
      role,
    }));
}

function assistantsOf({ visit, content }: PaperFacts) {
  const experts = visit.members
    .filter(({ role }) => role === 'expert' || role === 'assistant')
    .map(({ name }) => ({ name, organisation: '' }));
  return [...experts, ...content.assistants].slice(0, 10);
}

/** Numbers of pictures as the papers cite them, from 1 in the order of their making. */
function photoNumbers(
  { evidence }: PaperFacts,
  belongs: (file: PaperFacts['evidence'][number]) => boolean,
): string[] {
  const pictures = evidence.filter(({ kind }) => kind !== 'scan');
  return pictures.flatMap((file, index) => (belongs(file) ? [String(index + 1)] : []));
}

const ownFindings = ({ content, visit }: PaperFacts): readonly VisitFinding[] =>
  content.findings.filter(({ agencyId }) => agencyId === visit.agencyId);

const toPutRight = (facts: PaperFacts): readonly VisitFinding[] =>
  ownFindings(facts).filter(({ action }) => action === 'rectify');

function findingOf(facts: PaperFacts, finding: VisitFinding) {
  return {
    text: finding.text,
    clauses: finding.clauses,
    dueOn: finding.dueOn,
    measures: finding.measures,
    photos: photoNumbers(facts, ({ findingId }) => findingId === finding.id),
  };
}

function itemsOf({ visit }: PaperFacts) {
  const team = visit.teams.find(({ agencyId }) => agencyId === visit.agencyId);
  return (team?.items ?? []).map(({ code, name, content, bases }) => ({
    code,
    name,
    content,
    agencyName: team?.agencyName ?? '',
    bases: bases.slice(0, 20).map(({ law, article }) => ({ law, article })),
  }));
}

type Sheet = PackedVisit['sheets'][number];

/** The lines of a sheet that were asked, with their answers. */
function linesOf(facts: PaperFacts, sheet: Sheet) {
  const { content, visit } = facts;
  const agencyName = visit.teams.find(({ agencyId }) => agencyId === sheet.agencyId)?.agencyName ?? '';
  return sheet.sections.flatMap((section) =>
    section.lines
      .filter((line) => isAsked(sheet.versionId, line, content.lines))
      .map((line) => {
        const id = lineId(sheet.versionId, line.key);
        const answer = content.lines.get(id);
        const value = answer?.value ?? null;
        return {
          section: section.title,
          requirement: line.requirement,
          clauses: line.bases.slice(0, 20).map(({ law, article }) => ({ law, article })),
          method: line.method,
          agencyName,
          answer: answer?.answer ?? null,
          value: value === null ? '' : `${value}${line.unit === '' ? '' : ` ${line.unit}`}`,
          note: content.notes.get(id) ?? '',
          photos: photoNumbers(facts, (file) => file.line === id),
        };
      }),
  );
}

const ownSheets = ({ visit }: PaperFacts): readonly Sheet[] =>
  visit.sheets.filter(({ agencyId }) => agencyId === visit.agencyId);

function siteRecord(facts: PaperFacts): unknown {
  const { visit, content } = facts;
  return {
    ...common(facts),
    jointAgencies: visit.teams
      .filter(({ agencyId }) => agencyId !== visit.agencyId)
      .map((team) => team.agencyName),
    object: objectOf(facts),
    place: content.place === '' ? visit.object.address : content.place,
    startedAt: content.started,
    endedAt: content.ended,
    representative: content.representative,
    people: peopleOf(facts),
    assistants: assistantsOf(facts),
    certificatesShown: content.identify?.certificatesShown === true,
    noticeNumber: visit.notice?.number ?? '',
    rights: {
      told: content.opening?.rightsTold === true,
      recusal: content.opening?.recusal ?? 'notAsked',
      answer: content.opening?.note ?? '',
    },
    items: itemsOf(facts),
    addedItems: content.addedItems
      .filter(({ agencyId }) => agencyId === visit.agencyId)
      .map(({ itemKey, reason }) => ({ name: itemNameOf(visit, itemKey), reason })),
    lines: isHeld(content) ? ownSheets(facts).flatMap((sheet) => linesOf(facts, sheet)) : [],
    situation: content.situation,
    findings: ownFindings(facts).map((finding) => findingOf(facts, finding)),
    outcome: outcomeOf(content),
    guidance: guidanceOf(facts),
    opinions: content.opinions.map(({ memberId, text }) => ({
      name: visit.members.find(({ id }) => id === memberId)?.name ?? '',
      text,
    })),
    partyOpinion: content.feedback?.opinion ?? 'none',
    partyStatement: content.feedback?.statement ?? '',
    refusal: null,
    annexes: annexesOf(facts),
  };
}

function isHeld(content: VisitContent): boolean {
  return content.outcome === null || content.outcome.outcome === 'normal';
}

function outcomeOf(content: VisitContent): unknown {
  const { outcome } = content;
  if (outcome === null || outcome.outcome === 'normal') return null;
  const words: Readonly<Record<string, string>> = visitStepText.zh;
  const { facts, witness, witnessContact } = outcome;
  return { text: words[`outcome.${outcome.outcome}`] ?? outcome.outcome, facts, witness, witnessContact };
}

function guidanceOf({ content, visit }: PaperFacts): readonly string[] {
  return content.guidance
    .filter(({ agencyId, text }) => agencyId === visit.agencyId && text !== '')
    .map(({ text }) => text);
}

function itemNameOf(visit: PackedVisit, itemKey: string): string {
  const items = visit.teams.flatMap((team) => team.items);
  return items.find((item) => item.itemKey === itemKey)?.name ?? '';
}

/** Pictures and other files by kind, as annexes of the record. */
function annexesOf({ evidence }: PaperFacts): unknown {
  const kinds = ['photo', 'video', 'audio', 'document', 'sample'] as const;
  return kinds.flatMap((kind) => {
    const count = evidence.filter((file) => file.kind === kind).length;
    const name = visitSheetText.zh[`kind.${kind}`];
    return count === 0 ? [] : [{ name, copies: count, pages: null, note: '' }];
  });
}

function checkSheet(facts: PaperFacts): unknown {
  const sheets = ownSheets(facts);
  return {
    ...common(facts),
    object: objectOf(facts),
    sheetName: sheets
      .map(({ name }) => name)
      .join(' / ')
      .slice(0, 200),
    checkedOn: facts.today,
    people: peopleOf(facts),
    representative: facts.content.representative,
    lines: sheets.flatMap((sheet) => linesOf(facts, sheet)),
  };
}

/** Feedback on the spot: the result itself comes after the review. */
function resultNotice(facts: PaperFacts): unknown {
  const { content, visit } = facts;
  return {
    ...common(facts),
    object: objectOf(facts),
    checkedOn: facts.today,
    people: peopleOf(facts),
    results: itemsOf(facts).map(({ name }) => ({ item: name, wording: '', note: '' })),
    overall: '',
    findings: ownFindings(facts).map((finding) => findingOf(facts, finding)),
    intention: '',
    guidance: guidanceOf({ ...facts, content }),
    publication: { channels: [], by: null },
    objection: { to: facts.setting.agency.name, days: '' },
    contact: {
      name: visit.members.find(({ id }) => id === visit.memberId)?.name ?? '',
      phone: facts.setting.agency.phone,
    },
  };
}

/** Each problem has its own day and clause. */
function rectificationOrder(facts: PaperFacts): unknown {
  return {
    ...common(facts),
    object: objectOf(facts),
    checkedOn: facts.today,
    findings: toPutRight(facts).map((finding) => findingOf(facts, finding)),
    power: [],
    measures: '',
    people: peopleOf(facts),
    remedies: facts.setting.remedies,
    siteRecordNumber: facts.siteRecordNumber,
  };
}

/** Problems of the own team that want an order to correct. */
export function findingsToPutRight(visit: PackedVisit, content: VisitContent): number {
  return content.findings.filter(
    ({ agencyId, action }) => agencyId === visit.agencyId && action === 'rectify',
  ).length;
}
