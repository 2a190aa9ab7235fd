/** The values of kind-specific fields: which are asked for, how they are cleaned and checked, how they are written. Pure. */
import { cleanText, normaliseCell } from '../../common/cells.ts';
import { isPlainDate } from '../../common/plain-date.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Locale } from '../../common/text.ts';
import type { ObjectKind } from '../object.ts';
import { type KindField, kindFields } from './kind-fields-form.ts';

export type Details = Readonly<Record<string, string>>;

const byKey = new Map(kindFields.map((field) => [field.key, field]));
const word = (words: readonly [string, string], locale: Locale) => words[locale === 'zh' ? 0 : 1];

/** The declaration of a field, or undefined. */
export function kindField(key: string): KindField | undefined {
  return byKey.get(key);
}

/** Fields of a kind that are asked for with these values, in the order of the declaration. */
export function fieldsOfKind(kind: ObjectKind, details: Details): readonly KindField[] {
  return kindFields.filter(
    (field) =>
      field.kinds.includes(kind) &&
      (field.only === undefined ||
        details[field.only[0]] === field.only[1] ||
        (details[field.key] ?? '') !== ''),
  );
}

export function detailLabel(key: string, locale: Locale): string {
  const field = byKey.get(key);
  return field === undefined ? key : word(field.label, locale);
}

/** A stored value in words: a choice by its word, a number with its unit. */
export function detailText(key: string, value: string, locale: Locale): string {
  const field = byKey.get(key);
  if (field === undefined || value === '') return value;
  const choice = field.choices?.find(([one]) => one === value);
  if (choice !== undefined) return locale === 'zh' ? choice[1] : choice[2];
  return field.unit === undefined ? value : `${value} ${word(field.unit, locale)}`;
}

/** Stored values in the order of the declaration: a database keeps none. */
export function inOrder(details: Details): readonly (readonly [key: string, value: string])[] {
  return kindFields.flatMap(({ key }) => {
    const value = details[key] ?? '';
    return value === '' ? [] : [[key, value] as const];
  });
}

/** All values in words, in one line: for reports and histories. */
export function detailsLine(details: Details, locale: Locale): string {
  return inOrder(details)
    .map(
      ([key, value]) =>
        `${detailLabel(key, locale)}${locale === 'zh' ? '：' : ': '}${detailText(key, value, locale)}`,
    )
    .join(locale === 'zh' ? '；' : '; ');
}

const longest = 300;

/** The value in the one form that is stored, or null when it does not fit the declaration. */
function cleaned(field: KindField, given: string): string | null {
  const value = cleanText(given);
  if (value === '') return '';
  if (value.length > (field.maxChars ?? longest)) return null;
  switch (field.type) {
    case 'choice':
      return field.choices?.some(([one]) => one === value) === true ? value : null;
    case 'day':
      return isPlainDate(value) ? value : null;
    case 'integer':
    case 'decimal': {
      const cell = normaliseCell(field.type, value);
      return cell.problem === null ? cell.value : null;
    }
    case 'text':
      return value;
  }
}

/**
 * Values of a kind as they are stored: unknown keys and those of other kinds dropped, empty ones left out, in the
 * order of the declaration. Errors: `object.detail_invalid`, `object.detail_missing_invalid` (field `details.<key>`).
 */
export function cleanDetails(kind: ObjectKind, given: Details): Result<Details> {
  const found: Record<string, string> = {};
  for (const field of kindFields) {
    if (!field.kinds.includes(kind)) continue;
    const value = cleaned(field, given[field.key] ?? '');
    if (value === null)
      return fail('object.detail_invalid', { name: field.label[0] }, `details.${field.key}`);
    if (value !== '') found[field.key] = value;
  }
  for (const field of fieldsOfKind(kind, found)) {
    if (field.required === true && (found[field.key] ?? '') === '')
      return fail('object.detail_missing_invalid', { name: field.label[0] }, `details.${field.key}`);
  }
  return ok(found);
}
