/** Reads and writes the cells of single fields of an item: methods, tier, ratio and frequency, lists. Pure. */
import { cleanText, toHalfWidth } from '../../common/cells.ts';
import type { InspectionMethod, ItemTier } from './item.ts';
import { inspectionMethods } from './item.ts';
import {
  andSoOn,
  everyOne,
  frequencyWord,
  listMarks,
  methodWords,
  numerals,
  percentage,
  perYear,
  tierWords,
} from './item-words.ts';

/** null where the cell says neither general nor key. */
export function readTier(cell: string): ItemTier | null {
  const text = cleanText(cell);
  const found = tierWords.filter(([word]) => word.test(text));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

/** The methods in the order of ours; words that none of ours means are kept. */
export function readMethods(cell: string): { methods: InspectionMethod[]; otherMethods: string } {
  const found = new Set<InspectionMethod>();
  const others: string[] = [];
  for (const part of cell.split(listMarks)) {
    const word = cleanText(part).replace(andSoOn, '').replaceAll(' ', '').replace(/。$/, '');
    if (word === '') continue;
    const method = methodWords.find(([pattern]) => pattern.test(word))?.[1];
    if (method === undefined) others.push(word);
    else found.add(method);
  }
  return {
    methods: inspectionMethods.filter((method) => found.has(method)),
    otherMethods: [...new Set(others)].join('、').slice(0, 300),
  };
}

/** Several values of one cell, each once. */
export function readList(cell: string, most: { readonly values: number; readonly chars: number }): string[] {
  const values = cell
    .split(listMarks)
    .map((part) => cleanText(part).slice(0, most.chars))
    .filter((value) => value !== '');
  return [...new Set(values)].slice(0, most.values);
}

/** A ratio as [a, b] when the words give exactly one: 5% → [1, 20]; 全覆盖 → [1, 1]. */
export function readRatio(words: string): [number, number] | null {
  const text = toHalfWidth(words);
  const found = [...text.matchAll(percentage)].map((match) => match[1] ?? '');
  if (found.length === 0) return everyOne.test(text) ? [1, 1] : null;
  if (new Set(found).size > 1) return null;
  const hundredths = Math.round(Number(found[0]) * 100);
  if (hundredths <= 0 || hundredths > 10_000) return null;
  const divisor = greatestDivisor(hundredths, 10_000);
  return [hundredths / divisor, 10_000 / divisor];
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The most times a year that the words allow; null where they name none. */
export function readYearlyCap(words: string): number | null {
  const found = perYear.exec(toHalfWidth(words))?.[1];
  if (found === undefined) return null;
  return numerals[found] ?? Number(found);
}

export interface RatioWords {
  readonly ratioText: string;
  readonly frequencyText: string;
}

/** One cell for both: parts that speak of times are the frequency, the others the ratio. */
export function readRatioAndFrequency(cell: string): RatioWords {
  const parts = cell
    .split(/[；;\n]+|，(?=每|一年|年)/)
    .map(cleanText)
    .filter((part) => part !== '');
  const isFrequency = (part: string) => frequencyWord.test(part) && !/[%％]/.test(part);
  return {
    ratioText: parts
      .filter((part) => !isFrequency(part))
      .join('；')
      .slice(0, 200),
    frequencyText: parts.filter(isFrequency).join('；').slice(0, 200),
  };
}

/** [1, 20] → 5%; a ratio that is no whole hundredth of a percent stays a fraction. */
export function writeRatio(ratio: readonly [number, number] | null): string {
  if (ratio === null) return '';
  const percent = (ratio[0] * 100) / ratio[1];
  return Number.isInteger(percent * 100) ? `${percent}%` : `${ratio[0]}/${ratio[1]}`;
}
