/** Ledger events in words: kinds, subjects and data; what nobody wrote a word for is shown as it stands. */
import { accessText } from '@mingcha/core/common/access-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { eventWords } from '@mingcha/core/event-texts.ts';
import { useMemo } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useLocale, useUi } from '../../shared/i18n/locale.tsx';

type Words = Readonly<Record<string, string>>;

export interface EventWords {
  readonly event: (type: string) => string;
  readonly subject: (kind: string) => string;
  readonly member: (name: string) => string;
  /** A value of the data; lists are joined. */
  readonly value: (value: unknown) => string;
}

export function useEventWords(): EventWords {
  const { locale } = useLocale();
  const ui = useUi();
  return useMemo(() => {
    const words: Words = eventWords(locale);
    const values: Words = { ...systemPageText[locale], ...accessText[locale], ...words };
    const plain = (value: string | number): string => {
      const text = String(value);
      if (/^\d{4}-\d\d-\d\dT.*Z$/.test(text)) return formatInstant(text, true);
      return values[`value.${text}`] ?? values[`role.${text}`] ?? values[`kind.${text}`] ?? text;
    };
    const say = (value: unknown): string => {
      if (value === null || value === undefined || value === '') return '–';
      if (typeof value === 'boolean') return ui(value ? 'yes' : 'no');
      if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(say).join('、');
      return typeof value === 'string' || typeof value === 'number' ? plain(value) : JSON.stringify(value);
    };
    return {
      event: (type) => words[type] ?? type,
      subject: (kind) => words[`subject.${kind}`] ?? words[`family.${kind}`] ?? kind,
      member: (name) => words[`data.${name}`] ?? name,
      value: say,
    };
  }, [locale, ui]);
}
