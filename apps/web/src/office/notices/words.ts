/** Sentences of notices and of what went wrong with messages, in the reader's language. */
import { noticeSentence } from '@mingcha/core/common/notice.ts';
import type { NoticeRow } from '@mingcha/core/common/notice-api.ts';
import { noticeProblemText } from '@mingcha/core/common/notice-refusal-text.ts';
import { noticeKinds } from '@mingcha/core/notice-kinds.ts';
import { useLocale } from '../../shared/i18n/locale.tsx';

export function useNoticeWords() {
  const { locale } = useLocale();
  const problems: Readonly<Record<string, string>> = noticeProblemText[locale];
  return {
    /** A kind that this version does not know shows its key. */
    sentence: (row: Pick<NoticeRow, 'kind' | 'data'>, part: 'title' | 'body'): string => {
      const kind = noticeKinds.get(row.kind);
      return kind === undefined ? row.kind : noticeSentence(kind, part, { locale, data: row.data });
    },
    problem: (word: string): string => problems[`problem.${word}`] ?? word,
  };
}

/** 1290 as 21:30. */
export function clockText(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** 21:30 as 1290; null when it is no time of the day. */
export function clockMinutes(text: string): number | null {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(text.trim());
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}
