/**
 * What is measured on a page, in each way in which people read it: complaints of axe, width, sizes of what is pressed and
 * of letters.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { App } from './places.ts';

/** normal: at a desk; elder: 长者模式; zoom: a window of 1280 × 800 at 200 %; narrow: 320 px. */
export const modes = ['normal', 'elder', 'zoom', 'narrow'] as const;
export type Mode = (typeof modes)[number];

const desk = { width: 1440, height: 900 };
const windows = {
  normal: desk,
  elder: desk,
  zoom: { width: 640, height: 400 },
  narrow: { width: 320, height: 640 },
} as const;

export interface Complaint {
  readonly mode: Mode;
  readonly rule: string;
  /** Of axe; what we measure ourselves is serious. */
  readonly impact: 'critical' | 'serious' | 'moderate' | 'minor';
  readonly where: string;
}

const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly impact: Complaint['impact'] | null;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** Loaded once a document. */
async function axeViolations(page: Page): Promise<readonly Violation[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axeSource);
  return page.evaluate(async (wanted) => {
    const { axe } = window as unknown as {
      axe: { run(what: unknown, how: unknown): Promise<{ violations: Violation[] }> };
    };
    const how = { runOnly: { type: 'tag', values: wanted }, resultTypes: ['violations'] };
    const { violations } = await axe.run(document, how);
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.slice(0, 4).map(({ target }) => ({ target: target.map(String) })),
    }));
  }, tags);
}

/** Shows the open page in this way; it stays loaded. */
export async function show(page: Page, mode: Mode): Promise<void> {
  await page.setViewportSize(windows[mode]);
  await page.evaluate((isElder) => {
    if (isElder) document.documentElement.dataset['elder'] = 'on';
    else delete document.documentElement.dataset['elder'];
  }, mode === 'elder');
}

/** Nothing is being loaded any more: no skeleton, a heading, and the network still for a moment. */
export async function settled(page: Page, timeout = 20_000): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('h1:not([data-gone]), main .state') !== null &&
      // What is read again is pale until it came.
      document.querySelector('.skeleton, [data-refreshing="true"]') === null,
    undefined,
    { timeout },
  );
}

interface Facts {
  /** Pixels by which the page is wider than the window. */
  readonly over: number;
  /** What reaches furthest, and out of nothing that scrolls by itself. */
  readonly widest: string;
  /** What stands there instead of what was asked for. */
  readonly refused: string;
  /** Pressed parts smaller than they should be. */
  readonly small: readonly string[];
  /** Running text below the least size of elder mode. */
  readonly fine: readonly string[];
}

/** Measures in the page; `target` in pixels, 0 where a mouse is at hand; `letters` in pixels, 0 outside elder mode. */
function measure({ target, letters }: { readonly target: number; readonly letters: number }): Facts {
  const shown = (each: HTMLElement): boolean => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0;
  };
  const named = (each: HTMLElement): string => {
    const { width, height } = each.getBoundingClientRect();
    const words = (each.getAttribute('aria-label') ?? each.textContent).trim().slice(0, 20);
    return `${each.tagName.toLowerCase()}.${each.className} ${words} ${Math.round(width)}×${Math.round(height)}`;
  };
  // A tick or a dot is pressed by its words too; a link within a sentence is as high as its line.
  const pressed = (each: HTMLElement): HTMLElement =>
    each.matches('input[type=checkbox], input[type=radio]') ? (each.closest('label') ?? each) : each;
  const isInText = (each: HTMLElement): boolean =>
    each.tagName === 'A' &&
    getComputedStyle(each).display === 'inline' &&
    (each.parentElement?.textContent.trim().length ?? 0) > each.textContent.trim().length;
  const parts = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, summary, textarea',
    ),
  ];
  const small = parts
    .filter((each) => target > 0 && shown(each) && !isInText(each))
    .map(pressed)
    .filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return height < target - 0.5 || width < target - 0.5;
    });
  const fine = [
    ...document.querySelectorAll<HTMLElement>('main p, main li, main td, main dd, main label'),
  ].filter(
    (each) =>
      letters > 0 &&
      shown(each) &&
      [...each.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') &&
      Number.parseFloat(getComputedStyle(each).fontSize) < letters,
  );
  const state = document.querySelector<HTMLElement>('.state[role=alert], h1.state-title');
  const scrolls = (each: Element | null): boolean =>
    each !== null &&
    each !== document.documentElement &&
    (getComputedStyle(each).overflowX !== 'visible' || scrolls(each.parentElement));
  const [widest] = [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((each) => shown(each) && !scrolls(each.parentElement))
    .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
  return {
    widest: widest === undefined ? '' : named(widest),
    over: document.documentElement.scrollWidth - window.innerWidth,
    refused: state?.textContent ?? '',
    small: [...new Set(small.map(named))],
    fine: [...new Set(fine.map(named))],
  };
}

/** Least sizes of what is for everybody and of the phone; at the office's desks there is a mouse. */
const targets = { normal: 0, elder: 44, zoom: 44, narrow: 44 } as const;
const elderLetters = 18;

/** Everything to complain about on the page as it stands in this mode. */
export async function look(page: Page, app: App, mode: Mode): Promise<readonly Complaint[]> {
  await show(page, mode);
  const found = await axeViolations(page);
  const facts = await page.evaluate(measure, {
    target: app === 'office' ? 0 : targets[mode],
    letters: app === 'office' || mode !== 'elder' ? 0 : elderLetters,
  });
  const own = (rule: string, where: string) => ({ mode, rule, impact: 'serious' as const, where });
  return [
    ...found.map((one) => ({
      mode,
      rule: one.id,
      impact: one.impact ?? 'minor',
      where: one.nodes.map((node) => node.target.join(' ')).join(' | '),
    })),
    ...(facts.over > 1 ? [own('too-wide', `${facts.over} px: ${facts.widest}`)] : []),
    ...(facts.refused === '' ? [] : [own('refused', facts.refused)]),
    ...facts.small.map((where) => own('target-size', where)),
    ...facts.fine.map((where) => own('elder-letters', where)),
  ];
}

/** What nobody may have to live with. */
export const isSerious = (complaint: Complaint): boolean =>
  complaint.impact === 'critical' || complaint.impact === 'serious';
