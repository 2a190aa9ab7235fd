/**
 * The leaders' one-page brief: which figures stand on it, and the three sentences that are made of them. Pure: the figures come
 * from the statistics and from the records; nothing is written by hand, nobody is compared with anybody.
 */
import { format, type Locale } from '../../common/text.ts';
import type { LeaderBrief } from './brief-api.ts';
import { briefText } from './brief-text.ts';

export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

export interface OpenCount {
  readonly open: number;
  readonly overdue: number;
}

export interface BriefFigures {
  /** On time of published, this month and the one before. */
  readonly timeliness: { readonly now: Share; readonly before: Share };
  readonly rectifications: OpenCount;
  readonly objections: OpenCount;
  readonly late: {
    readonly total: number;
    /** The one that waits longest. */
    readonly first: {
      readonly subject: string;
      readonly dueOn: string;
      readonly people: readonly string[];
    } | null;
  };
}

/** Per cent with one decimal; a dash where nothing is to be divided by. */
export function percentText({ numerator, denominator }: Share): string {
  return denominator === 0 ? '–' : `${((100 * numerator) / denominator).toFixed(1)}%`;
}

/** Difference of two shares in percentage points, to one decimal; null where one of them does not exist. */
export function pointsBetween(now: Share, before: Share): number | null {
  if (now.denominator === 0 || before.denominator === 0) return null;
  const points = 100 * (now.numerator / now.denominator - before.numerator / before.denominator);
  return Math.round(points * 10) / 10;
}

/** Three sentences: publication, what is open, what is late. */
export function briefSentences(figures: BriefFigures, locale: Locale): readonly [string, string, string] {
  const say = (key: keyof typeof briefText.zh, data: Readonly<Record<string, string | number>> = {}) =>
    format(briefText[locale][key], data);
  return [publicationSentence(figures, say), openSentence(figures, say), lateSentence(figures, say)];
}

type Say = (key: keyof typeof briefText.zh, data?: Readonly<Record<string, string | number>>) => string;

function publicationSentence({ timeliness: { now, before } }: BriefFigures, say: Say): string {
  if (now.denominator === 0) return say('sentence.nonePublished');
  const data = { published: now.denominator, inTime: now.numerator, rate: percentText(now) };
  const points = pointsBetween(now, before);
  if (points === null) return say('sentence.published', { ...data, change: say('change.none') });
  if (points === 0) return say('sentence.published', { ...data, change: say('change.same') });
  const change = say(points > 0 ? 'change.up' : 'change.down', { points: Math.abs(points).toFixed(1) });
  return say('sentence.published', { ...data, change });
}

function openSentence({ rectifications, objections }: BriefFigures, say: Say): string {
  return say('sentence.open', {
    open: rectifications.open,
    overdue: rectifications.overdue,
    objections: objections.open,
    objectionsOverdue: objections.overdue,
  });
}

function lateSentence({ late }: BriefFigures, say: Say): string {
  if (late.total === 0 || late.first === null) return say('sentence.noneLate');
  const { subject, dueOn, people } = late.first;
  const data = { total: late.total, subject, day: dueOn };
  if (people.length === 0) return say('sentence.lateNobody', data);
  return say('sentence.late', { ...data, people: people.join(say('comma')) });
}

/** `80.0% (8/10)`. */
export function shareText(share: Share): string {
  return share.denominator === 0 ? '–' : `${percentText(share)} (${share.numerator}/${share.denominator})`;
}

/** `+1.5个百分点`; a dash where there is nothing to compare. */
export function changeText(now: Share, before: Share, locale: Locale): string {
  const points = pointsBetween(now, before);
  if (points === null) return '–';
  return format(briefText[locale].points, { points: `${points > 0 ? '+' : ''}${points.toFixed(1)}` });
}

/** The figures that the sentences are made of. */
export function briefFigures(brief: LeaderBrief): BriefFigures {
  const nothing: Share = { numerator: 0, denominator: 0 };
  const found = brief.indicators.find((row) => row.indicator === 'publicationTimeliness');
  const [first] = brief.late.rows;
  return {
    timeliness: { now: found?.now ?? nothing, before: found?.before ?? nothing },
    rectifications: brief.rectifications,
    objections: brief.objections,
    late: { total: brief.late.total, first: first ?? null },
  };
}
