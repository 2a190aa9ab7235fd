/**
 * Prints what a team takes along that visits without a phone: approval, notice, site record, sheets, notice of results and
 * order, with reserved numbers and lines to write on. What was written is entered afterwards.
 */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { printBlankPack } from '@mingcha/core/inspections/blank-pack-api.ts';
import type { PaperData } from '@mingcha/core/tasks/papers/paper-data.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import type { PaperKind } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { PaperSetting } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { blankAnswer, blankPackTitle } from '@mingcha/core/tasks/papers/paper-words-form.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { renderBundle } from '../platform/documents/paper-bundle.ts';
import { renderedReply } from '../platform/documents/paper-reply.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { FileReply } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../tasks/inspection.queries.ts';
import { reserveNumbers } from '../tasks/papers/number.service.ts';
import { paperOf, papersOf, renderPaper } from '../tasks/papers/paper.service.ts';
import { paperSetting } from '../tasks/papers/paper-setting.ts';
import { type TeamFacts, teamFacts } from '../tasks/preparation/paper-facts.ts';
import { ownTeam, seesInspection } from '../tasks/team.ts';
import { freezeSheets, type VisitSheet, visitSheetsOf } from './visits/visit-sheets.ts';

const kinds = ['approvalForm', 'notice', 'siteRecord', 'resultNotice', 'rectificationOrder'] as const;
/** Numbered when they are issued: an approval when it is decided. */
const reserved = ['notice', 'siteRecord', 'resultNotice', 'rectificationOrder'] as const;

export function bindBlankPack(binder: Binder, platform: Platform): void {
  binder.bind(printBlankPack, ({ actor, params }) => blankPack(platform, actor, params.id));
}

/** Errors: `paper.not_found`, `paper.pack_late`, those of `reserveNumbers`. */
async function blankPack(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const papers = await inTransaction(platform.db, async (tx): Promise<Result<readonly Paper[]>> => {
    const found = await inspectionCase(tx, id, 'lock');
    const team = found === undefined ? undefined : ownTeam(found, actor);
    if (found === undefined || team === undefined || !seesInspection(found, actor))
      return fail('paper.not_found');
    if (found.inspection.state !== 'open' || team.stage === 'withdrawn') return fail('paper.pack_late');
    const made = await packPapers(tx, platform, { actor, found, team });
    if (!made.ok) return made;
    await record(tx, platform, {
      type: 'paper.pack_printed',
      actor,
      subject: { kind: 'inspection', id },
      data: { count: made.value.length },
    });
    return made;
  });
  if (!papers.ok) return papers;
  const [first] = papers.value;
  const title = blankPackTitle;
  const bundle = await renderBundle({
    title,
    author: first?.authority ?? '',
    papers: papers.value,
    madeAt: platform.clock.now(),
  });
  return ok(renderedReply(bundle.bytes, 'pdf', title));
}

async function packPapers(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly found: InspectionCase; readonly team: StoredTeam },
): Promise<Result<readonly Paper[]>> {
  const { actor, found, team } = of;
  const setting = await paperSetting(tx, platform, team.agency_id);
  if (!setting.ok) return setting;
  const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: found.inspection.id };
  const issued = (await papersOf(tx, key)).filter(
    (each) => each.agency_id === team.agency_id && each.state === 'issued',
  );
  const has = (kind: PaperKind): boolean => issued.some((each) => each.kind === kind);
  const numbers = await reserveNumbers(tx, platform, {
    inspectionId: key.inspectionId,
    agencyId: team.agency_id,
    kinds: reserved.filter((kind) => !has(kind)),
    by: actor,
  });
  if (!numbers.ok) return numbers;
  const facts = await teamFacts(tx, { found, team });
  const papers: Paper[] = [];
  for (const kind of kinds) {
    const own = issued.findLast((each) => each.kind === kind);
    const stored = own === undefined ? undefined : await paperOf(tx, own.id);
    const number = numbers.value.find((each) => each.kind === kind)?.text ?? '';
    papers.push(
      stored === undefined
        ? blank(kind, { found, facts, setting: setting.value, number })
        : renderPaper(stored, setting.value.checkUrl),
    );
    if (kind === 'siteRecord')
      for (const sheet of await sheetsOf(tx, platform, { found, team }))
        papers.push(blankSheet(sheet, { found, facts, setting: setting.value, number: '' }));
  }
  return ok(papers);
}

async function sheetsOf(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly team: StoredTeam },
): Promise<readonly VisitSheet[]> {
  const { found, team } = of;
  const wish = {
    jurisdictionId: found.inspection.jurisdiction_id,
    inspectionId: found.inspection.id,
    teams: [
      {
        agencyId: team.agency_id,
        agencyJurisdictionId: team.agency_jurisdiction_id,
        itemKeys: team.item_keys,
      },
    ],
  };
  await freezeSheets(tx, [wish], platform.clock.now());
  return (await visitSheetsOf(tx, found)).filter((sheet) => sheet.agencyId === team.agency_id);
}

interface Blank {
  readonly found: InspectionCase;
  readonly facts: TeamFacts;
  readonly setting: PaperSetting;
  readonly number: string;
}

function blank(kind: (typeof kinds)[number], of: Blank): Paper {
  const { setting, number } = of;
  const data = { ...beforeVisit(of), ...atVisit(of) }[kind];
  // Blank on purpose: builders print empty values of a blank as room to write, so the schemas are not asked.
  return buildPaper(kind, data as PaperData, {
    number,
    wording: setting.wording,
    check: null,
    isBlank: true,
  });
}

const commonOf = (facts: TeamFacts) => ({
  agency: facts.agency,
  issuedOn: '',
  object: { ...facts.object, post: '' },
});

function beforeVisit({ found, facts }: Blank) {
  const { task } = found;
  const common = commonOf(facts);
  return {
    approvalForm: {
      ...facts,
      ...common,
      origin: task.origin,
      source: `${task.number} ${task.title}`,
      method: task.method,
      announced: task.announced,
      planned: { from: task.window_from, to: task.window_to },
      frequency: null,
      handler: null,
      legal: null,
      decision: null,
      emergency: null,
    },
    notice: {
      ...facts,
      ...common,
      method: task.method,
      announced: task.announced,
      visitAt: null,
      window: { from: task.window_from, to: task.window_to },
      place: '',
      materials: [],
      visitNo: null,
      contact: null,
      supervisionPhone: facts.complaintPhone,
      codeUrl: '',
    },
  };
}

function atVisit({ facts, setting }: Blank) {
  const common = commonOf(facts);
  const { people } = facts;
  return {
    siteRecord: {
      ...facts,
      ...common,
      place: '',
      startedAt: null,
      endedAt: null,
      representative: { name: '', post: '', phone: '' },
      certificatesShown: true,
      noticeNumber: '',
      rights: { told: true, recusal: 'notAsked', answer: '' },
      addedItems: [],
      lines: [],
      situation: '',
      findings: [],
      outcome: null,
      guidance: [],
      opinions: [],
      partyOpinion: 'none',
      partyStatement: '',
      refusal: null,
      annexes: [],
    },
    resultNotice: {
      ...common,
      people,
      checkedOn: null,
      results: facts.items.map((each) => ({ item: each.name, wording: '', note: '' })),
      overall: '',
      findings: [],
      intention: '',
      guidance: [],
      publication: { channels: [], by: null },
      objection: { to: '', days: '' },
      contact: null,
    },
    rectificationOrder: {
      ...common,
      people,
      checkedOn: null,
      findings: [],
      power: [],
      measures: '',
      remedies: setting.remedies,
      siteRecordNumber: '',
    },
  };
}

function blankSheet(sheet: VisitSheet, of: Blank): Paper {
  const { facts, setting } = of;
  const data = {
    agency: facts.agency,
    issuedOn: '',
    object: { ...facts.object, post: '' },
    sheetName: sheet.name,
    sheetVersion: '',
    checkedOn: null,
    people: facts.people,
    representative: null,
    lines: sheet.sections.flatMap((section) =>
      section.lines.map((line) => ({
        section: section.title,
        requirement: line.requirement,
        clauses: line.bases.map(({ law, article }) => ({ law, article })),
        method: line.method,
        agencyName: facts.agency.name,
        answer: null,
        value: blankAnswer,
        note: '',
        photos: [],
      })),
    ),
  };
  return buildPaper('checkSheet', data as unknown as PaperData, {
    number: '',
    wording: setting.wording,
    check: null,
    isBlank: true,
  });
}
