/** 履职核查登记表: facts, evidence, statement and decision of one event on paper. */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { AccountabilityDetail } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityForm as form } from '@mingcha/core/oversight/accountability/accountability-form.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { factSentence } from '@mingcha/core/oversight/accountability/fact-sentence.ts';
import { businessDay } from '../../platform/business-day.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { getEvent } from './read.service.ts';

const words: Readonly<Record<string, string>> = accountabilityPageText.zh;
const word = (key: string): string => words[key] ?? key;

/** Errors: `accountability.not_found`. */
export async function eventPaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const found = await getEvent(platform, actor, asked.id);
  if (!found.ok) return found;
  const paper = paperOf(platform, found.value);
  return ok(await paperReply(paper, asked.format, `${form.title} ${found.value.number}`));
}

function paperOf(platform: Platform, event: AccountabilityDetail): Paper {
  return {
    language: 'zh-CN',
    authority: event.agencyName,
    title: form.title,
    number: event.number,
    foot: form.foot,
    blocks: [
      {
        kind: 'fields',
        rows: [
          [
            { label: form.kind, value: word(`kind.${event.kind}`) },
            { label: form.happenedOn, value: event.happenedOn },
          ],
          [
            { label: form.person, value: event.personName === '' ? form.nobody : event.personName },
            {
              label: form.outcome,
              value: event.outcome === null ? form.pending : word(`outcome.${event.outcome}`),
            },
          ],
        ],
      },
      { kind: 'heading', text: form.facts },
      ...texts(event.account === '' ? factSentence(event, 'zh') : `${event.facts.subject}\n${event.account}`),
      { kind: 'heading', text: form.evidence },
      evidenceTable(event),
      { kind: 'heading', text: form.statement },
      ...texts(statementOf(event)),
      ...decisionBlocks(event),
      { kind: 'heading', text: form.steps },
      {
        kind: 'table',
        heads: form.stepHeads,
        widths: [3, 4, 3, 8],
        rows: event.steps.map((step) => [
          businessDay(platform, step.at),
          word(`step.${step.step}`),
          step.personName === '' ? form.platform : step.personName,
          step.note,
        ]),
      },
      { kind: 'signatures', intro: form.signIntro, lines: form.signLines, date: form.date },
    ],
  };
}

const texts = (text: string): Paper['blocks'] =>
  text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => ({ kind: 'paragraph', text: one }));

function statementOf(event: AccountabilityDetail): string {
  if (event.statement !== '') return event.statement;
  const isSilent = event.state === 'silent' || (event.outcome !== null && event.noticedOn !== null);
  return isSilent ? format(form.silent, { day: event.noticedOn ?? '' }) : form.noStatement;
}

function decisionBlocks(event: AccountabilityDetail): Paper['blocks'] {
  if (event.outcome === null) return [];
  const { ground, decidedName: name, decidedOn } = event;
  return [
    { kind: 'heading', text: form.decision },
    ...texts(ground === null ? '' : `${form.ground}：${word(`ground.${ground}`)}`),
    ...texts(event.decision),
    ...texts(format(form.decided, { name, day: decidedOn ?? '' })),
    ...texts(event.closing === '' ? '' : `${form.closing}：${event.closing}`),
  ];
}

function evidenceTable(event: AccountabilityDetail): Paper['blocks'][number] {
  return {
    kind: 'table',
    heads: form.evidenceHeads,
    widths: [1, 2, 5, 6, 2],
    rows: event.evidence.map((each) => [
      String(each.seq),
      word(`evidence.${each.kind}`),
      [each.title, each.note].filter((one) => one !== '').join('　'),
      each.ledgerSeq === null ? '' : `${each.ledgerSeq}　${each.ledgerHash ?? ''}`,
      each.personName === '' ? form.platform : each.personName,
    ]),
  };
}
