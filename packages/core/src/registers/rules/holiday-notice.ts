/**
 * Reads the yearly notice of the State Council as pasted: breaks and make-up days. It guesses nothing: the days are
 * shown to the administrator before they are saved, and what cannot be right is refused by `checkCalendarYear`.
 */
import { dayNumber, isPlainDate } from '../../common/plain-date.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { PublishedYear } from './calendar.ts';
import {
  dayOrSpan,
  freeWord,
  noticeItem,
  noticeNumber,
  noticeTitle,
  sentenceEnd,
  workedWord,
} from './holiday-words.ts';

const longestText = 20_000;

interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * The year that a notice arranges. Days of the year before (a New Year's break that begins in December) are left out:
 * they belong to the other year. Errors: `calendar.notice_year_invalid`, `calendar.notice_unread_invalid`.
 */
export function readHolidayNotice(text: string): Result<PublishedYear> {
  const folded = text.slice(0, longestText).normalize('NFKC');
  const title = noticeTitle.exec(folded);
  if (title === null) return fail('calendar.notice_year_invalid', {}, 'notice');
  const year = Number(title[1]);
  const breaks: PublishedYear['breaks'][number][] = [];
  const makeUpDays: string[] = [];
  for (const [, name = '', told = ''] of folded.matchAll(noticeItem)) {
    for (const sentence of told.split(sentenceEnd)) {
      const spans = spansOf(sentence, year);
      if (sentence.includes(workedWord)) makeUpDays.push(...spans.map((span) => span.from));
      else if (sentence.includes(freeWord))
        breaks.push(...spans.map((span) => ({ name: name.trim(), ...span })));
    }
  }
  const inYear = makeUpDays.filter((day) => day.startsWith(`${year}-`));
  if (breaks.length === 0) return fail('calendar.notice_unread_invalid', {}, 'notice');
  const number = noticeNumber.exec(folded)?.[0];
  const source = number === undefined ? title[0] : `${title[0]} ${number}`;
  return ok({ year, source, breaks, makeUpDays: inYear.toSorted() });
}

/** Days and spans of a sentence; a span may end in the next month, and begin in the year before. */
function spansOf(sentence: string, year: number): Span[] {
  return [...sentence.matchAll(dayOrSpan)].flatMap((found) => {
    const [, fromYear, fromMonth = '', fromDay = '', toYear, toMonth, toDay] = found;
    const from = plainDay(Number(fromYear ?? year), fromMonth, fromDay);
    const to =
      toDay === undefined ? from : plainDay(Number(toYear ?? fromYear ?? year), toMonth ?? fromMonth, toDay);
    if (!isPlainDate(from) || !isPlainDate(to)) return [];
    return clipped({ from, to }, year);
  });
}

/** The part of a span that lies in the year. */
function clipped(span: Span, year: number): Span[] {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const from = dayNumber(span.from) < dayNumber(first) ? first : span.from;
  const to = dayNumber(span.to) > dayNumber(last) ? last : span.to;
  return from <= to ? [{ from, to }] : [];
}

function plainDay(year: number, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
