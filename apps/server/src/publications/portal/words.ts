/** Words and days of a page in the visitor's language. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { type Catalogue, format, type Locale } from '@mingcha/core/common/text.ts';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';

type Data = Readonly<Record<string, string | number>>;
export type Say<K extends string> = (key: K, data?: Data) => string;

export interface Words {
  readonly locale: Locale;
  readonly say: Say<keyof typeof portalText.zh>;
  readonly shell: Say<keyof typeof shellText.zh>;
  readonly ui: Say<keyof typeof uiText.zh>;
}

export function sayFrom<K extends string>(text: Catalogue<K>, locale: Locale): Say<K> {
  return (key, data) => format(text[locale][key], data);
}

export function wordsOf(locale: Locale): Words {
  return {
    locale,
    say: sayFrom(portalText, locale),
    shell: sayFrom(shellText, locale),
    ui: sayFrom(uiText, locale),
  };
}

/** A calendar day as the pages with scripts write it. */
export function dayText(locale: Locale, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return locale === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : day;
}
