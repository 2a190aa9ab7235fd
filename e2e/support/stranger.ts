/** What a citizen does with evidence: gives a file to a verifier page and reads the verdict. */
import { basename } from 'node:path';
import type { Page } from 'playwright-core';

/** Gives `path` to the page's file box. */
export async function verifyFile(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByText(basename(path)).first().waitFor();
}

/** The verdict once it stands there. */
export async function verdictOf(page: Page): Promise<string> {
  const verdict = page.locator('.verdict');
  await verdict.waitFor();
  return verdict.innerText();
}

/** Another digit in the number that was read out in the room: still valid JSON, still canonical, one byte apart. */
export function changeOneByte(bundle: Uint8Array): Uint8Array {
  const changed = Buffer.from(bundle);
  const at = /"text":"(\d{20})"/.exec(changed.toString('latin1'));
  if (at === null) throw new Error('the bundle holds no number of twenty digits');
  const position = at.index + '"text":"'.length + 7;
  const digit = (changed[position] ?? 48) - 48;
  changed[position] = 48 + ((digit + 1) % 10);
  return changed;
}
