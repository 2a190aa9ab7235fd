/** Shorthand in which the starter sheets are written: one line a row, its parts in the order of a printed sheet. */
import type { SheetContent, SheetLine } from '../sheet.ts';

/** [requirement, bases as `law article`, method, criterion, evidence, frequent finding, its handling, when not applicable?] */
export type StarterLine = readonly [
  requirement: string,
  bases: readonly (readonly [law: string, article: string])[],
  method: string,
  criterion: string,
  evidence: string,
  finding: string,
  handling: string,
  notApplicable?: string,
];

export interface StarterSheet {
  readonly name: string;
  readonly industry: string;
  readonly note: string;
  /** Letters before the numbers of the lines. */
  readonly prefix: string;
  readonly sections: readonly (readonly [title: string, lines: readonly StarterLine[]])[];
}

/** The content of a sheet out of its shorthand; lines are numbered through. */
export function starterContent(starter: StarterSheet): SheetContent {
  let count = 0;
  const lineOf = (line: StarterLine): SheetLine => {
    const [requirement, bases, method, criterion, evidence, finding, handling, notApplicable = ''] = line;
    count += 1;
    return {
      key: `${starter.prefix}${String(count).padStart(2, '0')}`,
      requirement,
      bases: bases.map(([law, article]) => ({ law, article, text: '', statuteId: null, articleId: null })),
      method,
      criterion,
      evidence,
      answer: 'conformity',
      unit: '',
      choices: [],
      askedWhen: null,
      notApplicable,
      findings: [{ text: finding, handling }],
    };
  };
  return {
    name: starter.name,
    industry: starter.industry,
    note: starter.note,
    sections: starter.sections.map(([title, lines]) => ({ title, lines: lines.map(lineOf) })),
  };
}
