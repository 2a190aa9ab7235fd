/** The starter check sheets that the product brings, by code. Their wording stands in the `*-form.ts` files. */
import type { SheetContent } from '../sheet.ts';
import { chemicalsSheet } from './chemicals-form.ts';
import { confinedSpaceSheet } from './confined-space-form.ts';
import { fireSheet } from './fire-form.ts';
import { industrySheet } from './industry-form.ts';
import { minesSheet } from './mines-form.ts';
import { worksSheet } from './works-form.ts';

export const starterCodes = ['industry', 'chemicals', 'mines', 'confinedSpace', 'works', 'fire'] as const;
export type StarterCode = (typeof starterCodes)[number];

export const starterSheets: Readonly<Record<StarterCode, SheetContent>> = {
  industry: industrySheet,
  chemicals: chemicalsSheet,
  mines: minesSheet,
  confinedSpace: confinedSpaceSheet,
  works: worksSheet,
  fire: fireSheet,
};
