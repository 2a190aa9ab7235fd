/**
 * Takes pictures of routes at desk, projector and phone widths into e2e/shots (not kept in git), and lists what axe
 * finds and what the pages write to the console.
 *   node e2e/screens.ts --base http://localhost:5173 /gallery /p/ /m/
 * Options: --base URL, --user NAME --password WORD (signs in first), --only desk|projector|phone, --axe,
 * --full (whole page instead of the window), --lang en, --elder.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const sizes = {
  desk: { width: 1440, height: 900 },
  projector: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;

export const shotsFolder = join(import.meta.dirname, 'shots');

/** The same engine without a window takes a third less of the processor for a page. */
const withoutWindow = '/usr/bin/chromium-headless-shell';
export const browserProgram =
  process.env['CHROMIUM'] ?? (existsSync(withoutWindow) ? withoutWindow : '/usr/bin/chromium');

/** Debian's Chromium without its background services. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserProgram,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Shot {
  readonly base: string;
  readonly route: string;
  readonly size: Size;
  readonly full: boolean;
  readonly axe: boolean;
  readonly name?: string;
}

/** Takes one picture; gives the complaints of axe and of the page's console. */
export async function takeShot(context: BrowserContext, shot: Shot): Promise<readonly string[]> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.setViewportSize(sizes[shot.size]);
  await page.goto(shot.base + shot.route, { waitUntil: 'load' });
  await page.waitForTimeout(1200);
  mkdirSync(shotsFolder, { recursive: true });
  const name = shot.name ?? (shot.route.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '') || 'home');
  await page.screenshot({ path: join(shotsFolder, `${name}-${shot.size}.png`), fullPage: shot.full });
  if (shot.axe) complaints.push(...(await axeComplaints(page)));
  await page.close();
  return complaints;
}

/** Violations of WCAG 2.2 A and AA as lines. */
export async function axeComplaints(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(
    (violation) =>
      `axe ${violation.impact ?? ''} ${violation.id}: ${violation.nodes
        .slice(0, 4)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  );
}

interface Wish {
  readonly base: string;
  readonly routes: readonly string[];
  readonly sizes: readonly Size[];
  readonly full: boolean;
  readonly axe: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

function readWish(args: readonly string[]): Wish {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const valued = new Set(['--base', '--user', '--password', '--only', '--lang']);
  const only = value('--only');
  return {
    base: value('--base') ?? 'http://localhost:8080',
    routes: args.filter((arg, at) => arg.startsWith('/') && !valued.has(args[at - 1] ?? '')),
    sizes: (Object.keys(sizes) as Size[]).filter((size) => only === undefined || size === only),
    full: args.includes('--full'),
    axe: args.includes('--axe'),
    settings: {
      ...(value('--lang') === 'en' ? { 'mingcha.locale': 'en' } : {}),
      ...(args.includes('--elder') ? { 'mingcha.elder': 'on' } : {}),
    },
    user: value('--user'),
    password: value('--password'),
  };
}

async function signIn(context: BrowserContext, wish: Wish): Promise<void> {
  if (wish.user === undefined || wish.password === undefined) return;
  const page = await context.newPage();
  await page.goto(`${wish.base}/`);
  await page.fill('#field-signInName', wish.user);
  await page.fill('#field-password', wish.password);
  const answer = page.waitForResponse((reply) => reply.request().method() === 'POST');
  await page.click('button[type=submit]');
  await answer;
  await page.waitForTimeout(1000);
  await page.close();
}

async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2));
  const browser = await startBrowser();
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'zh-CN' });
  await context.addInitScript((settings: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(settings)) localStorage.setItem(name, value);
  }, wish.settings);
  await signIn(context, wish);
  let count = 0;
  for (const route of wish.routes) {
    for (const size of wish.sizes) {
      const complaints = await takeShot(context, { ...wish, route, size });
      for (const complaint of complaints) console.log(`${route} ${size}: ${complaint}`);
      count += complaints.length;
    }
  }
  await browser.close();
  console.log(`${wish.routes.length * wish.sizes.length} pictures, ${count} complaints`);
}

if (import.meta.main) await main();
