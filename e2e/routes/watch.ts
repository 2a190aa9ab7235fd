/**
 * Watches what pages do: reports of the content policy, requests to other origins, errors on the console, scripts within the
 * page, and hostile texts that became more than text.
 */
import type { BrowserContext, Page } from 'playwright-core';
import type { Place } from './places.ts';

export const faultKinds = ['policy', 'foreign', 'console', 'inline', 'ran', 'element'] as const;

export interface Fault {
  /**
   * policy: a report of the content policy; foreign: a request to another origin; console: an error said or thrown; inline: a
   * script or handler within the page; ran: a hostile text was run; element: it became an element or an address to press.
   */
  readonly kind: (typeof faultKinds)[number];
  readonly where: string;
  readonly what: string;
}

export interface Watch {
  readonly ready: (profile: BrowserContext) => Promise<void>;
  /** Whatever happens from now on counts for this place. */
  readonly at: (place: Place) => void;
  /** Looks at the page as it stands. */
  readonly inspect: (page: Page) => Promise<void>;
  readonly faults: readonly Fault[];
  readonly requests: () => number;
}

/** Runs in the page before anything of it. */
function listen(): void {
  const said = window as unknown as { mingchaReport?: (kind: string, what: string) => void };
  Object.defineProperty(window, 'mingchaHit', {
    value: () => said.mingchaReport?.('ran', location.pathname),
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
    said.mingchaReport?.('policy', `${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
  });
}

/** What stands in the page that only a script or a hostile text can have put there. */
function found(): readonly { readonly kind: 'inline' | 'element'; readonly what: string }[] {
  const told = (each: Element): string => each.outerHTML.slice(0, 160);
  const scripts = [...document.querySelectorAll('script:not([src])')].filter(
    (each) => !/json/.test(each.getAttribute('type') ?? ''),
  );
  const all = [...document.querySelectorAll('*')];
  const handlers = all.filter((each) => each.getAttributeNames().some((name) => /^on/i.test(name)));
  const addresses = all.filter((each) =>
    ['href', 'src', 'action', 'formaction', 'xlink:href'].some((name) =>
      /^\W*(?:javascript|vbscript|data:text)/i.test(each.getAttribute(name) ?? ''),
    ),
  );
  const planted = [...document.querySelectorAll('x-hit, img[src="x"], iframe[srcdoc]')];
  return [
    ...[...scripts, ...handlers].map((each) => ({ kind: 'inline' as const, what: told(each) })),
    ...[...addresses, ...planted].map((each) => ({ kind: 'element' as const, what: told(each) })),
  ];
}

/** For pages of the server at `base`. */
export function newWatch(base: string): Watch {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const own = new URL(base).origin;
  let where = 'before the first page';
  let requests = 0;
  const note = (kind: Fault['kind'], what: string): void => {
    const key = `${kind} ${where} ${what}`;
    if (!seen.has(key)) faults.push({ kind, where, what: what.slice(0, 300) });
    seen.add(key);
  };
  return {
    faults,
    requests: () => requests,
    async ready(profile) {
      await profile.exposeFunction('mingchaReport', (kind: Fault['kind'], what: string) => note(kind, what));
      await profile.addInitScript(listen);
      profile.on('request', (request) => {
        const url = URL.parse(request.url());
        requests += 1;
        const isOwn = url === null || url.origin === own || /^(?:data|blob|about):/.test(url.href);
        if (!isOwn) note('foreign', request.url());
      });
      profile.on('dialog', (dialog) => {
        note('ran', dialog.message());
        void dialog.dismiss().catch(() => undefined);
      });
      profile.on('console', (message) => {
        // A refusal is an answer: whether the page may be seen is asked elsewhere (U-02).
        const isRefusal = /^Failed to load resource: .* status of 4\d\d /.test(message.text());
        if (message.type() === 'error' && !isRefusal)
          note('console', `${message.text()} ${message.location().url}`);
      });
      profile.on('weberror', (error) => note('console', String(error.error())));
    },
    at(place) {
      where = `${place.path} as ${place.as ?? 'anybody'}`;
    },
    async inspect(page) {
      for (const { kind, what } of await page.evaluate(found)) note(kind, what);
    },
  };
}
