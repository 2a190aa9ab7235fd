/** Problems of the simulated year to their end: rectified and re-inspected, handed to another agency, or left open. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import { followupsOfInspection } from '../../followups/followup.service.ts';
import { moveFollowups } from '../../followups/move.service.ts';
import { must } from '../must.ts';
import type { Year } from './acts.ts';
import type { Bureau } from './county.ts';
import type { Visited } from './year-visits.ts';

type Row = Extract<Awaited<ReturnType<typeof followupsOfInspection>>, { ok: true }>['value']['rows'][number];

/** Nine in ten enterprises mend what was found; the others are still open when the year ends. */
export function noteFollowups(year: Year, bureau: Bureau, visited: Visited): void {
  const { platform, agenda } = year;
  agenda.at(addDays(platform.clock.today(), 1), async () => {
    const { rows } = must(await followupsOfInspection(platform, visited.inspector, visited.id));
    for (const row of rows.filter((each) => each.kind !== 'rectify'))
      await transfer(year, bureau, { inspector: visited.inspector, row });
    const ordered = rows.filter((each) => each.kind === 'rectify' && each.state === 'pending');
    if (ordered.length > 0) await order(year, visited.inspector, ordered);
  });
}

/** One paper for all problems of the visit, each with its own day. */
async function order(year: Year, inspector: Actor, rows: readonly Row[]): Promise<void> {
  const { platform, chance } = year;
  const today = platform.clock.today();
  const days = rows.map(({ findingId }) => ({ findingId, dueOn: addDays(today, 10 + chance.roll(10)) }));
  must(
    await moveFollowups(platform, inspector, {
      actionId: platform.ids.next(),
      items: rows.map(({ findingId, version }) => ({ findingId, version })),
      form: { move: 'order', measures: '', power: [], days },
    }),
  );
  for (const [n, row] of rows.entries()) rectify(year, inspector, { row, dueOn: days[n]?.dueOn ?? today });
}

async function move(
  year: Year,
  actor: Actor,
  of: { readonly row: Row; readonly form: FollowupForm },
): Promise<void> {
  const { platform } = year;
  const { rows } = must(await followupsOfInspection(platform, actor, of.row.inspectionId));
  const now = rows.find((each) => each.findingId === of.row.findingId);
  const items = [{ findingId: of.row.findingId, version: now?.version ?? 0 }];
  must(await moveFollowups(platform, actor, { actionId: platform.ids.next(), items, form: of.form }));
}

function rectify(year: Year, inspector: Actor, of: { readonly row: Row; readonly dueOn: string }): void {
  const { platform, chance, agenda } = year;
  const { row, dueOn } = of;
  const { findingId } = row;
  if (chance.percent(10)) return;
  const late = chance.rarely(8);
  const reportOn = addDays(dueOn, late ? 6 : -1 - chance.roll(5));
  agenda.at(reportOn, async () => {
    await move(year, inspector, {
      row,
      form: { move: 'report', note: '已经整改。', by: '安全管理员', phone: '' },
    });
    agenda.at(addDays(reportOn, 2 + chance.roll(6)), async () => {
      const on = platform.clock.today();
      await move(year, inspector, { row, form: { move: 'startRecheck', mode: 'documents', on } });
      const verdict = { findingId, verdict: 'ok', note: '整改照片齐全', extendTo: null } as const;
      await move(year, inspector, { row, form: { move: 'judgeRecheck', on, note: '', verdicts: [verdict] } });
    });
  });
}

async function transfer(
  year: Year,
  bureau: Bureau,
  of: { readonly inspector: Actor; readonly row: Row },
): Promise<void> {
  const { platform, agenda } = year;
  const { row, inspector } = of;
  await move(year, inspector, {
    row,
    form: {
      move: 'proposeTransfer',
      transfer: {
        toAgencyId: null,
        to: '县消防救援大队',
        cause: '不属于本机关职责',
        summary: '检查时发现的问题不属于本机关职责。',
        bases: [],
        files: [{ name: '现场检查记录', copies: 1, pages: 2 }],
        handlerPhone: '',
        copyTo: '',
      },
    },
  });
  agenda.at(addDays(platform.clock.today(), 2), async () => {
    await move(year, bureau.head, {
      row,
      form: { move: 'decideTransfer', agrees: true, opinion: '同意移送。' },
    });
  });
}
