/** Titles of pages in the reader's language. */
import { useLocale } from '../../shared/i18n/locale.tsx';
import type { PageTitle } from './page-list.ts';

/** Reads titles of pages in the present language. */
export function useTitle(): (title: PageTitle) => string {
  const { locale } = useLocale();
  return (title) => title.catalogue[locale][title.key] ?? title.key;
}
