/**
 * The language of the page: Chinese unless the visitor chose English, remembered in the browser. Components
 * take words from typed catalogues through `useText`; refusals become sentences through `useSentence`.
 */
import { type Catalogue, format, type Locale } from '@mingcha/core/common/text.ts';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { readSetting, writeSetting } from '../settings.ts';

export type Data = Readonly<Record<string, string | number>>;
/** Gives the sentence of a key in the page's language. */
export type Say<K extends string> = (key: K, data?: Data) => string;

interface LocaleState {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly texts: readonly Catalogue[];
}

const LocaleContext = createContext<LocaleState>({ locale: 'zh', setLocale: () => {}, texts: [uiText] });

/** Wraps an application. `texts` are the catalogues in which error codes are looked up, in order. */
export function LocaleProvider(props: {
  readonly texts: readonly Catalogue[];
  readonly children: ReactNode;
}) {
  const [locale, setLocale] = useState<Locale>(() => (readSetting('locale') === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
    writeSetting('locale', locale);
  }, [locale]);
  const state = useMemo(
    () => ({ locale, setLocale, texts: [...props.texts, uiText] }),
    [locale, props.texts],
  );
  return <LocaleContext.Provider value={state}>{props.children}</LocaleContext.Provider>;
}

export function useLocale(): LocaleState {
  return useContext(LocaleContext);
}

/** Words of one catalogue: `const say = useText(objectText); say('title')`. */
export function useText<K extends string>(catalogue: Catalogue<K>): Say<K> {
  const { locale } = useLocale();
  return useCallback((key, data) => format(catalogue[locale][key], data), [catalogue, locale]);
}

/** Words of the shared interface. */
export function useUi(): Say<keyof typeof uiText.zh> {
  return useText(uiText);
}

/** Finds a code in the application's catalogues; a code that nobody wrote a sentence for is shown as such. */
export function sentenceOf(
  texts: readonly Catalogue[],
  locale: Locale,
  error: { readonly code: string; readonly data?: Data },
): string {
  for (const text of texts) {
    const sentence = text[locale][error.code];
    if (sentence !== undefined) return format(sentence, error.data);
  }
  return format(uiText[locale]['common.unknown_code'], { code: error.code });
}

/** Turns a refusal into its sentence in the page's language. */
export function useSentence(): (error: { readonly code: string; readonly data?: Data }) => string {
  const { locale, texts } = useLocale();
  return useCallback((error) => sentenceOf(texts, locale, error), [texts, locale]);
}
