/**
 * Typed catalogues: zh is the source, en must have the same keys (a missing one does not compile).
 * `{name}` in a sentence is replaced by the value of that name. Each stage has its own `*-text.ts`.
 */
export type Locale = 'zh' | 'en';
export interface Catalogue<K extends string = string> {
  readonly zh: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}

export function catalogue<K extends string>(
  zh: Record<K, string>,
  en: Record<NoInfer<K>, string>,
): Catalogue<K> {
  return { zh, en };
}

export function format(sentence: string, data: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    return value === undefined ? whole : String(value);
  });
}
