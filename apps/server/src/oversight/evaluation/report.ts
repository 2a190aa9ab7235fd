/** The report of an evaluation as a paper: scope, scores with reasons, summary, advice. */
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { SheetLine } from '@mingcha/core/oversight/evaluation/evaluation.ts';
import type { EvaluationView } from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import { evaluationForm } from '@mingcha/core/oversight/evaluation/evaluation-form.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { evaluationById } from './evaluation.queries.ts';
import { viewOf } from './evaluation.service.ts';

const words = evaluationForm.zh;

/** Errors: `evaluation.not_found`, `evaluation.not_submitted`. */
export async function evaluationReport(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const row = await evaluationById(tx, { jurisdictionId: actor.jurisdictionId, id: wanted.id });
    const isOwn = row?.account_id === actor.accountId;
    if (row === undefined || (hasRole(actor, 'evaluator') && !isOwn)) return fail('evaluation.not_found');
    if (row.state === 'draft' && !isOwn) return fail('evaluation.not_submitted');
    return ok(await viewOf(tx, platform, { row, isOwn }));
  });
  if (!found.ok) return found;
  const paper = paperOf(found.value);
  return ok(await paperReply(paper, wanted.format, `${paper.title} ${found.value.title}`));
}

function paperOf(view: EvaluationView): Paper {
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const text = (said: string): Block => ({ kind: 'text', text: said === '' ? words.none : said });
  return {
    language: 'zh-CN',
    authority: view.organisation,
    title: words.title,
    number: '',
    foot: words.foot,
    blocks: [
      {
        kind: 'fields',
        rows: [
          [{ label: words.name, value: view.title }],
          [
            { label: words.organisation, value: view.organisation },
            { label: words.person, value: view.personName },
          ],
          [
            { label: words.period, value: format(words.periodOf, { from: view.from, to: view.to }) },
            { label: words.state, value: words[`state.${view.state}`] },
          ],
          [{ label: words.agencies, value: view.agencies.join('\u3001') }],
          [{ label: words.mean, value: view.mean === null ? words.noMean : String(view.mean) }],
        ],
      },
      heading(words.sheet),
      {
        kind: 'table',
        heads: [words.indicator, words.score, words.note],
        widths: [3, 1, 5],
        rows: (view.sheet ?? []).map(rowOf),
      },
      heading(words.summary),
      text(view.summary),
      heading(words.advice),
      text(view.advice),
      ...(view.state === 'received' ? [heading(words.receipt), text(view.receiptNote)] : []),
      { kind: 'signatures', intro: '', lines: [words.sign], date: '' },
    ],
  };
}

function rowOf(line: SheetLine): readonly string[] {
  return [
    indicatorText.zh[`${line.indicator}.name`],
    line.score === null ? words.noScore : String(line.score),
    line.note,
  ];
}
