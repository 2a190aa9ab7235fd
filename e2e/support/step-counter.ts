/**
 * Counts what somebody presses at a screen (catalogue U-01): a step is one press that opens a screen, confirms or commits.
 * Typing, choosing in a field and scrolling are none. Within a count no test opens an address by itself.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const counted = 'a[href], button, summary, [role="button"], [role="tab"], [role="menuitem"]';
const key = 'journey-steps';

/** Runs in the page: notes each press of a person on something that acts. */
function listen({ selector, name }: { readonly selector: string; readonly name: string }): void {
  const noted = window as unknown as Record<string, boolean>;
  if (noted[name] === true) return;
  noted[name] = true;
  const note = (event: Event): void => {
    const pressed = event.target instanceof Element ? event.target.closest(selector) : null;
    if (!event.isTrusted || pressed === null) return;
    const words = (pressed.getAttribute('aria-label') ?? pressed.textContent).trim().slice(0, 30);
    const before = JSON.parse(sessionStorage.getItem(name) ?? '[]') as string[];
    sessionStorage.setItem(name, JSON.stringify([...before, words]));
  };
  document.addEventListener('click', note, true);
}

/** Counts from now on; what it gives fails when it took more steps than `most`. */
async function countSteps(page: Page): Promise<(most: number) => Promise<void>> {
  const what = { selector: counted, name: key };
  await page.addInitScript(listen, what);
  await page.evaluate(listen, what);
  await page.evaluate((name) => sessionStorage.removeItem(name), key);
  return async (most) => {
    const noted = await page.evaluate((name) => sessionStorage.getItem(name) ?? '[]', key);
    const steps = JSON.parse(noted) as readonly string[];
    assert.ok(steps.length > 0, 'nothing was pressed');
    assert.ok(steps.length <= most, `${steps.length} steps instead of ${most}: ${steps.join(' → ')}`);
  };
}

/** A task of somebody that begins at the first screen and takes no more steps than `most`. */
export async function withinSteps(
  { page, base }: { readonly page: Page; readonly base: string },
  most: number,
  work: () => Promise<void>,
): Promise<void> {
  await page.goto(`${base}/`);
  const taken = await countSteps(page);
  await work();
  await taken(most);
}
