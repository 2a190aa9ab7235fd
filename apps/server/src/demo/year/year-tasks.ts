/**
 * Tasks of the simulated year: most from a draw of the plan, some that no draw gave. Each is dispatched, claimed and approved,
 * and its visits are noted on days of its window. Some draws are voided and drawn again; some lists go out late.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { drawSettings, presetCeremony } from '@mingcha/core/draws/draw-task.ts';
import { approveVoid, proposeVoid, redraw, releaseDraw } from '../../draws/closing.service.ts';
import { storeEvidence } from '../../draws/file.service.ts';
import { prefillDraw } from '../../draws/prefill.service.ts';
import { createDraw } from '../../draws/task.service.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { publishedItems } from '../../registers/items/published-items.queries.ts';
import { openCaseTask } from '../../tasks/case.service.ts';
import { claimInspections, listMine } from '../../tasks/claim.service.ts';
import { dispatchTask } from '../../tasks/dispatch.service.ts';
import { applyApproval, decideApprovals } from '../../tasks/preparation/approval.service.ts';
import { approvalOf } from '../../tasks/preparation/approval-reading.service.ts';
import { holdDraw } from '../ceremony.ts';
import { must } from '../must.ts';
import { writerOf, type Year, type YearPlatform } from './acts.ts';
import type { Bureau } from './county.ts';
import { noteComparisons, noteVisit } from './year-visits.ts';

interface Window {
  readonly from: string;
  readonly to: string;
}

/** Stands for the scan of a signed record; what the ceremony needs is a file that somebody signed. */
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Draws the entry, sends its list out, and notes its visits. */
export async function drawnTask(
  year: Year,
  bureau: Bureau,
  of: { readonly entryId: string; readonly window: Window; readonly fate: 'normal' | 'late' | 'voided' },
): Promise<void> {
  const { platform, agenda } = year;
  const { legal } = bureau;
  const write = writerOf(platform);
  const planned = must(await prefillDraw(platform, legal, of.entryId)).settings;
  const settings = drawSettings.parse({
    ...planned,
    place: '二楼会议室',
    ceremony: presetCeremony('C'),
    disclosure: { mode: 'sealed', releaseAt: `${addDays(platform.clock.today(), 2)}T00:00:00Z` },
  });
  let { id } = must(await createDraw(platform, write(legal, 'draws.create'), settings));
  const hold = (drawId: string) =>
    holdDraw(platform, { legal, second: bureau.section, id: drawId, digits: [0, 1], scan });
  await hold(id);
  if (of.fate === 'voided') {
    await voidDraw(platform, bureau, id);
    ({ id } = must(await redraw(platform, { ...write(legal, 'draws.redraw'), id }, settings)));
    await hold(id);
  }
  agenda.at(addDays(platform.clock.today(), 2), async () => {
    must(await releaseDraw(platform, { ...write(legal, 'draws.release'), id }));
  });
  // Three working days are given for it.
  const dispatchOn = addDays(platform.clock.today(), of.fate === 'late' ? 12 : 1);
  agenda.at(dispatchOn, async () => {
    const sent = await dispatchTask(platform, write(legal, 'tasks.dispatch'), {
      source: { kind: 'draw', id },
      claimDue: addDays(platform.clock.today(), 5),
      instructions: '',
      itemKeys: [],
    });
    const { id: taskId } = must(sent);
    agenda.at(addDays(platform.clock.today(), 2), () =>
      prepare(year, bureau, { taskId, window: of.window, offSite: false }),
    );
  });
}

async function voidDraw(platform: YearPlatform, bureau: Bureau, id: string): Promise<void> {
  const { legal, head } = bureau;
  const write = writerOf(platform);
  const bytes = Buffer.from(`%PDF-1.4\n% ${id}\n%%EOF\n`);
  const path = platform.files.temporaryPath();
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = {
    fileName: '对象库更正说明.pdf',
    contentType: 'application/pdf',
    path,
    size: bytes.length,
    sha256,
  };
  must(await storeEvidence(platform, { ...write(legal, 'draws.uploadEvidence'), id, upload }));
  const request = { reason: 'wrongPool', text: '对象库中混入已注销企业。', evidenceSha256: sha256 } as const;
  must(await proposeVoid(platform, { ...write(legal, 'draws.proposeVoid'), id }, request));
  must(await approveVoid(platform, { ...write(head, 'draws.approveVoid'), id }));
}

/** A task that no draw gave, with the objects and people named; off-site tasks compare documents. */
export async function caseTask(
  year: Year,
  bureau: Bureau,
  of: {
    readonly origin: 'special' | 'complaint' | 'superiorOrder';
    readonly offSite: boolean;
    readonly objectIds: readonly string[];
    readonly inspectorIds: readonly string[];
    readonly item: number;
  },
): Promise<void> {
  const { platform, agenda } = year;
  const today = platform.clock.today();
  const window = { from: today, to: addDays(today, 45) };
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, bureau.legal));
  const { id: taskId } = must(
    await openCaseTask(platform, writerOf(platform)(bureau.legal, 'caseTasks.open'), {
      origin: of.origin,
      title: `${bureau.name}${of.origin === 'complaint' ? '举报核查' : '专项检查'} ${today}`,
      basis: {
        document: '关于开展专项检查的通知',
        number: `青检〔${today.slice(0, 4)}〕${String(year.chance.roll(900) + 1)}号`,
        day: addDays(today, -3),
        approver: '局长',
        reason: '按工作安排开展检查',
      },
      method: of.offSite ? 'documents' : 'onSite',
      announced: false,
      window,
      itemKeys: [items[of.item]?.itemKey ?? ''],
      objectIds: [...of.objectIds],
      inspectorIds: [...of.inspectorIds],
      claimDue: addDays(today, 5),
      instructions: '',
      recheckOf: null,
    }),
  );
  agenda.at(addDays(today, 1), () => prepare(year, bureau, { taskId, window, offSite: of.offSite }));
}

/** Claims by everybody drawn, approval in one batch, then each visit on its day. */
async function prepare(
  year: Year,
  bureau: Bureau,
  of: { readonly taskId: string; readonly window: Window; readonly offSite: boolean },
): Promise<void> {
  const { platform, chance, agenda } = year;
  const leads = await claim(platform, bureau, of.taskId);
  const ids = [...leads.keys()];
  if (ids.length === 0) return;
  await approve(platform, bureau, ids);
  const today = platform.clock.today();
  const [someone] = leads.values();
  if (of.offSite && someone !== undefined) {
    agenda.at(addDays(today, 3 + chance.roll(10)), () =>
      noteComparisons(year, bureau, { taskId: of.taskId, ids, inspector: someone }),
    );
    return;
  }
  for (const [id, inspector] of leads) {
    const day = addDays(today, 1 + chance.roll(25));
    agenda.at(day > of.window.to ? of.window.to : day, () => noteVisit(year, bureau, { id, inspector }));
  }
}

/** Inspections of the task with whoever leads each. */
async function claim(
  platform: YearPlatform,
  bureau: Bureau,
  taskId: string,
): Promise<ReadonlyMap<string, Actor>> {
  const leads = new Map<string, Actor>();
  for (const inspector of bureau.inspectors) {
    const mine = must(await listMine(platform, inspector)).rows.filter((row) => row.taskId === taskId);
    if (mine.length === 0) continue;
    const write = writerOf(platform)(inspector, 'myInspections.claim');
    const ids = mine.map((row) => row.id);
    const claimed = await claimInspections(platform, write, ids);
    if (!claimed.ok) continue;
    for (const row of mine) if (row.role === 'lead' || !leads.has(row.id)) leads.set(row.id, inspector);
  }
  return leads;
}

async function approve(platform: YearPlatform, bureau: Bureau, ids: readonly string[]): Promise<void> {
  const { section, head } = bureau;
  const applied = must(
    await applyApproval(platform, section, { actionId: platform.ids.next(), inspectionIds: ids, note: '' }),
  );
  const approvals = await inTransaction(platform.db, async (tx) => {
    const rows = [];
    for (const inspectionId of applied.done) {
      const key = { jurisdictionId: head.jurisdictionId, inspectionId, agencyId: head.agencyId };
      const row = await approvalOf(tx, key);
      if (row !== null) rows.push({ id: row.id, version: row.row_version });
    }
    return rows;
  });
  const decision = { decision: 'approve', opinion: '同意检查。' } as const;
  must(await decideApprovals(platform, head, { actionId: platform.ids.next(), ...decision, approvals }));
}
