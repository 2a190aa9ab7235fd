/** Names of fields and how their values are written, for drawers, histories and previews of the registers. */
import type { Locale } from '@mingcha/core/common/text.ts';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { detailsLine, detailText } from '@mingcha/core/registers/objects/kind-details.ts';
import { detailPrefix } from '@mingcha/core/registers/objects/kind-field-columns.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useCallback, useMemo } from 'react';
import { formatNumber } from '../../shared/format.ts';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';

export type Register = 'objects' | 'inspectors';

/** Names on the wire whose roster field is called otherwise. */
const rosterNames: Readonly<Record<string, string>> = {
  divisionCode: 'area',
  sectionId: 'section',
  operatorObjectId: 'operator',
  operatorName: 'operator',
};
const closedSets: Readonly<Record<string, string>> = {
  kind: 'kind',
  riskLevel: 'risk',
  creditClass: 'credit',
  status: 'status',
};

export interface Words {
  /** Name of a field as the page writes it. */
  readonly field: (name: string) => string;
  /** A value in words; never empty. `sections` turns ids of sections into names. */
  readonly value: (name: string, value: unknown) => string;
  /** A word of `register-text`, for closed sets: `risk.major`. */
  readonly word: (key: string) => string;
}

/** Words of one register. `sections` are those of its facets. */
export function useWords(
  register: Register,
  sections: readonly { readonly id: string; readonly name: string }[] = noSections,
): Words {
  const { locale } = useLocale();
  const say = useText(registerPageText);
  const ui = useUi();
  const word = useCallback(
    (key: string) => {
      if (register === 'inspectors' && key === 'status.active') return say('onDuty');
      const words: Readonly<Record<string, string>> = registerText[locale];
      return words[key] ?? key;
    },
    [locale, register, say],
  );
  const field = useCallback(
    (name: string) => {
      const own: Readonly<Record<string, string>> = registerPageText[locale];
      const roster: Readonly<Record<string, string>> = columnText[locale];
      return roster[`${register}.${rosterNames[name] ?? name}`] ?? own[`field_${name}`] ?? name;
    },
    [locale, register],
  );
  const value = useCallback(
    (name: string, given: unknown): string => {
      if (Array.isArray(given)) {
        const texts = (given as unknown[]).map(String).map((one) => (one === '*' ? say('everywhere') : one));
        return texts.length === 0 ? say('nothingThere') : texts.join('、');
      }
      if (typeof given === 'boolean') return ui(given ? 'yes' : 'no');
      if (typeof given === 'number') return degrees.has(name) ? String(given) : formatNumber(given);
      const ofKind = kindValue(name, given, locale);
      const text = ofKind ?? (typeof given === 'string' ? given : '');
      const set = closedSets[name];
      if (set !== undefined) return word(`${set}.${text}`);
      if (text === '') return say('nothingThere');
      if (name === 'statusReason') return reasonWord(word, text);
      if (name === 'sectionId') return sections.find((section) => section.id === text)?.name ?? text;
      return text;
    },
    [say, ui, word, sections, locale],
  );
  return useMemo(() => ({ field, value, word }), [field, value, word]);
}

const noSections: readonly { readonly id: string; readonly name: string }[] = [];

const degrees: ReadonlySet<string> = new Set(['latitude', 'longitude']);

/** A field of the kind, or all of them, in words; null for another field, '' for an empty one. */
function kindValue(name: string, given: unknown, locale: Locale): string | null {
  if (name === 'details') return detailsLine(detailsOf(given), locale);
  if (!name.startsWith(detailPrefix)) return null;
  return typeof given === 'string' ? detailText(name.slice(detailPrefix.length), given, locale) : '';
}

/** Fields of the kind as they are stored, or as the text of a staged row. */
function detailsOf(given: unknown): Readonly<Record<string, string>> {
  if (typeof given === 'string' && given.startsWith('{')) return JSON.parse(given) as Record<string, string>;
  return typeof given === 'object' && given !== null ? (given as Record<string, string>) : {};
}

function reasonWord(word: (key: string) => string, reason: string): string {
  const found = word(`reason.${reason}`);
  return found === `reason.${reason}` ? reason : found;
}

/** Text divided by 、 , ; or line breaks as a list without empty members and repetitions. */
export function splitList(text: string): string[] {
  const parts = text.split(/[、,，;；\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

export function joinList(list: readonly string[]): string {
  return list.join('、');
}
