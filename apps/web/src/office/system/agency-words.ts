/** Levels and lines of work of agencies in words; a value that nobody wrote a word for is shown as it is. */
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useMemo } from 'react';
import { useLocale } from '../../shared/i18n/locale.tsx';

export function useAgencyWords() {
  const { locale } = useLocale();
  return useMemo(() => {
    const words: Readonly<Record<string, string>> = systemPageText[locale];
    return {
      level: (level: string) => words[`level.${level}`] ?? level,
      kind: (kind: string) => words[`kind.${kind}`] ?? kind,
    };
  }, [locale]);
}
