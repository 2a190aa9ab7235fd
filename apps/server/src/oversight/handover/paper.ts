/** 工作交接单 on paper: what moved, what stays and why, who confirmed when. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { HandoverDetail } from '@mingcha/core/oversight/handover/handover-api.ts';
import { handoverForm as form } from '@mingcha/core/oversight/handover/handover-form.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { getHandover } from './handover.service.ts';

const words: Readonly<Record<string, string>> = handoverText.zh;
const word = (key: string): string => words[key] ?? key;

/** Errors: `handover.not_found`. */
export async function handoverPaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const found = await getHandover(platform, actor, asked.id);
  if (!found.ok) return found;
  const agency = await inTransaction(platform.db, (tx) =>
    agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId }),
  );
  const at = (instant: string): string =>
    new Intl.DateTimeFormat('zh-CN', {
      timeZone: platform.config.zone,
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(Date.parse(instant));
  const paper = paperOf(found.value, { authority: agency?.name ?? '', at });
  return ok(await paperReply(paper, asked.format, `${form.title} ${found.value.number}`));
}

function paperOf(
  sheet: HandoverDetail,
  of: { readonly authority: string; readonly at: (instant: string) => string },
): Paper {
  const moves = sheet.list.filter((each) => each.stays === null);
  const stays = sheet.list.filter((each) => each.stays !== null);
  const period = `${sheet.startsOn} ${form.until} ${sheet.endsOn ?? form.openEnd}`;
  return {
    language: 'zh-CN',
    authority: of.authority,
    title: form.title,
    number: sheet.number,
    foot: form.foot,
    blocks: [
      {
        kind: 'fields',
        rows: [
          [
            { label: form.from, value: sheet.fromName },
            { label: form.to, value: sheet.toName },
          ],
          [
            { label: form.reason, value: word(`reason.${sheet.reason}`) },
            { label: form.period, value: period },
          ],
          ...(sheet.note === '' ? [] : [[{ label: form.note, value: sheet.note }]]),
        ],
      },
      { kind: 'heading', text: form.moves },
      {
        kind: 'table',
        heads: form.heads,
        widths: [1, 2, 6, 4, 2, 4],
        rows: moves.map((each, i) => [
          String(i + 1),
          word(`kind.${each.kind}`),
          each.title,
          each.number,
          each.dueOn ?? '',
          each.movedAt === null ? form.waiting : of.at(each.movedAt),
        ]),
      },
      { kind: 'heading', text: form.stays },
      ...staysBlock(stays),
      { kind: 'heading', text: form.confirmed },
      {
        kind: 'paragraph',
        text: format(form.offeredBy, { name: sheet.offeredName, at: of.at(sheet.offeredAt) }),
      },
      { kind: 'paragraph', text: answerOf(sheet, of.at) },
      { kind: 'signatures', intro: form.signIntro, lines: form.signLines, date: form.date },
    ],
  };
}

function staysBlock(stays: HandoverDetail['list']): Paper['blocks'] {
  if (stays.length === 0) return [{ kind: 'paragraph', text: form.none }];
  const rows = stays.map((each, i) => [
    String(i + 1),
    word(`kind.${each.kind}`),
    each.title,
    each.number,
    word(`stays.${each.stays ?? 'changed'}`),
  ]);
  return [{ kind: 'table', heads: form.stayHeads, widths: [1, 2, 5, 4, 7], rows }];
}

function answerOf(sheet: HandoverDetail, at: (instant: string) => string): string {
  const { state, toName: name, answer: note, answeredAt } = sheet;
  if (state === 'withdrawn') return form.withdrawn;
  if (answeredAt === null) return form.pending;
  return format(state === 'accepted' ? form.accepted : form.refused, { name, at: at(answeredAt), note });
}
