/** Codes of GB/T 4754: the section's letter before two to four digits (C26, C2614), or the letter alone. Pure. */
import { toHalfWidth } from '../../common/cells.ts';
import type { Locale } from '../../common/text.ts';
import { industrySections } from './industry-form.ts';

const sectionOf = new Map(
  industrySections.flatMap((section) =>
    section.divisions.map((division) => [division[0], { section, division }] as const),
  ),
);

/** Spaces and width mended, the letter put before digits that came without it. What is no such code stays as typed. */
export function normalIndustryCode(typed: string): string {
  const code = toHalfWidth(typed).replaceAll(/\s/g, '').toUpperCase();
  const digits = /^[A-T]?(\d{2,4})$/.exec(code)?.[1];
  if (digits === undefined || /^[A-T]/.test(code)) return code;
  const found = sectionOf.get(digits.slice(0, 2));
  return found === undefined ? code : `${found.section.letter}${digits}`;
}

/** A doubt about the code, as a key of the catalogues; it never blocks. Empty: no doubt. */
export function industryDoubt(code: string): 'warning.industry_code' | null {
  if (code === '') return null;
  if (/^[A-T]$/.test(code)) return null;
  const parts = /^([A-T])(\d{2})\d{0,2}$/.exec(code);
  const found = sectionOf.get(parts?.[2] ?? '');
  return found !== undefined && found.section.letter === parts?.[1] ? null : 'warning.industry_code';
}

/** Section and division of a code in words; '' when it is not known. */
export function industryName(code: string, locale: Locale): string {
  const section = industrySections.find((one) => one.letter === code[0]);
  if (section === undefined) return '';
  const name = section[locale];
  const division = sectionOf.get(code.slice(1, 3))?.division;
  return division === undefined ? name : `${name} › ${division[locale === 'zh' ? 1 : 2]}`;
}

/** Every section and division as a choice, for pickers. */
export function industryChoices(
  locale: Locale,
): readonly { readonly value: string; readonly label: string }[] {
  return industrySections.flatMap((section) => [
    { value: section.letter, label: `${section.letter} ${section[locale]}` },
    ...section.divisions.map(([code, zh, en]) => ({
      value: `${section.letter}${code}`,
      label: `${section.letter}${code} ${locale === 'zh' ? zh : en}`,
    })),
  ]);
}
