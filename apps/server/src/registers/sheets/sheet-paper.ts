/** Check sheets as papers to fill in by hand: one agency's sheet, and the merged sheet of a joint visit. Pure. */

import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { SheetContent, SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import type { JointSection } from '@mingcha/core/registers/sheets/sheet-compose.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';

export interface PrintedSheet {
  readonly authority: string;
  readonly no: number;
  readonly content: SheetContent;
}

/** The sheet of one agency. */
export function sheetPaper(sheet: PrintedSheet, locale: Locale): Paper {
  const say = sheetText[locale];
  const { content } = sheet;
  let number = 0;
  const tables = content.sections.flatMap((section): Block[] => [
    { kind: 'heading', text: section.title },
    table(
      section.lines.map((line) => {
        number += 1;
        return rowOf(number, line, '');
      }),
      locale,
    ),
  ]);
  return {
    language: locale === 'zh' ? 'zh-CN' : 'en',
    authority: sheet.authority,
    title: content.name,
    number: format(say.version, { no: sheet.no }),
    blocks: [
      head(locale),
      ...(content.note === '' ? [] : [{ kind: 'text', text: content.note } as const]),
      ...tables,
      ...foot(locale),
    ],
    foot: say.pageOf,
  };
}

export interface PrintedJointSheet {
  readonly authority: string;
  readonly title: string;
  readonly sections: readonly JointSection[];
}

/** The merged sheet: each line says whose it is. */
export function jointPaper(sheet: PrintedJointSheet, locale: Locale): Paper {
  const say = sheetText[locale];
  let number = 0;
  const tables = sheet.sections.flatMap((section): Block[] => [
    { kind: 'heading', text: section.title },
    table(
      section.lines.map(({ line, agencies }) => {
        number += 1;
        return rowOf(number, line, agencies.join('、'));
      }),
      locale,
    ),
  ]);
  return {
    language: locale === 'zh' ? 'zh-CN' : 'en',
    authority: sheet.authority,
    title: say.jointSheet,
    number: sheet.title,
    blocks: [head(locale), ...tables, ...foot(locale)],
    foot: say.pageOf,
  };
}

function head(locale: Locale): Block {
  const say = sheetText[locale];
  const blank = (label: string) => ({ label, value: '　　　　　　　　' });
  return {
    kind: 'fields',
    rows: [[blank(say.inspectedUnit), blank(say.inspectedOn)], [blank(say.place)]],
  };
}

function foot(locale: Locale): readonly Block[] {
  const say = sheetText[locale];
  return [
    {
      kind: 'signatures',
      intro: say.signIntro,
      lines: [say.inspectors, say.inspectors, say.unitSignature],
      date: say.signDate,
    },
  ];
}

function table(rows: readonly (readonly string[])[], locale: Locale): Block {
  const say = sheetText[locale];
  return {
    kind: 'table',
    heads: [say.number, say.requirementAndBasis, say.methodAndCriterion, say.result, say.remark],
    widths: [1, 7, 5, 2.6, 3],
    rows,
  };
}

/** 1 | requirement and bases | method and criterion | three boxes | empty. */
function rowOf(number: number, line: SheetLine, agencies: string): readonly string[] {
  const bases = line.bases.map(({ law, article }) => `《${law}》${article}`).join('；');
  const marks = agencies === '' ? '' : `\n〔${agencies}〕`;
  const boxes = boxesOf(line);
  return [
    String(number),
    `${line.requirement}${bases === '' ? '' : `\n${bases}`}${marks}`,
    [line.method, line.criterion].filter((text) => text !== '').join('\n'),
    boxes.join('\n'),
    '',
  ];
}

function boxesOf(line: SheetLine): readonly string[] {
  const say = sheetText.zh;
  switch (line.answer) {
    case 'conformity':
      return [say.conform, say.nonConform, ...(line.notApplicable === '' ? [] : [say.naShort])].map(
        (word) => `□ ${word}`,
      );
    case 'choice':
      return line.choices.map((word) => `□ ${word}`);
    case 'measure':
      return [`＿＿＿ ${line.unit}`];
    case 'text':
      return [''];
  }
}
