/** `mingcha verify`: recomputes draws from their evidence bundles. There is no option to skip a step. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { isVoided, wordsOfCode } from '@mingcha/core/draws/verify-view.ts';
import { countSteps, type Step, type Verdict, verifyBundle } from '@mingcha/draw';
import { parseArguments } from './arguments.ts';
import { readBytes } from './json-file.ts';
import { CliError, exitCodes, type Terminal } from './terminal.ts';

const known = { values: ['trust', 'lang'], flags: ['json'] };
const signs: Readonly<Record<Step['status'], string>> = {
  PASS: '✓',
  FAIL: '✗',
  'NOT DISCLOSED': '–',
  'NOT CHECKED': '?',
};

export async function verifyCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const given = parseArguments(words, known);
  const files = given.alone;
  if (files.length === 0) throw new CliError('usage.missing', { what: 'bundle.json' }, exitCodes.usage);
  const trustFile = given.values.get('trust');
  const trust = trustFile === undefined ? {} : { trust: await readTrust(trustFile) };
  let isSound = true;
  for (const file of files) {
    const verdict = verifyBundle(await readBytes(file), {
      ...trust,
      file: (name) => besideBundle(file, name),
      onProgress: (step) => terminal.progress(terminal.text('progress.step', { step })),
    });
    if (files.length > 1) terminal.print(`${file}:`);
    report(file, verdict, terminal);
    isSound &&= verdict.ok;
  }
  return isSound ? exitCodes.done : exitCodes.refused;
}

/** The first word of each line is a key; a line that begins with # is a remark. */
async function readTrust(file: string): Promise<string[]> {
  const lines = new TextDecoder().decode(await readBytes(file)).split(/\r?\n/);
  return lines
    .map((line) => line.trim().split(/\s+/)[0] ?? '')
    .filter((word) => word !== '' && !word.startsWith('#'));
}

/** A file named in a bundle lies in the same folder; a name with a path in it is not followed. */
function besideBundle(bundle: string, name: string): Uint8Array | undefined {
  if (name !== basename(name)) return undefined;
  const path = join(dirname(bundle), name);
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
}

/** Like the portal's page in both its words and its verdict. */
function report(file: string, verdict: Verdict, terminal: Terminal): void {
  const counts = countSteps(verdict.steps);
  terminal.printJson({ file, ok: verdict.ok, steps: verdict.steps, counts });
  for (const step of verdict.steps) {
    terminal.print(
      `${signs[step.status]} ${step.id.padEnd(14)} ${step.status.padEnd(13)} ${explain(step, terminal)}`,
    );
    if (step.expected !== null)
      terminal.print(`    ${terminal.text('verify.expected', { expected: step.expected })}`);
    if (step.found !== null) terminal.print(`    ${terminal.text('verify.found', { found: step.found })}`);
  }
  if (verdict.bundle !== null) {
    const { params } = verdict.bundle.certificate.body;
    const { org, item } = params;
    terminal.print(terminal.text('verify.draw', { number: drawNumber(params), org, item }));
  }
  const title = !verdict.ok ? 'verdict.fail' : isVoided(verdict.steps) ? 'verdict.void' : 'verdict.ok';
  terminal.print(verifyText[terminal.locale][title]);
  const { PASS, FAIL } = counts;
  terminal.print(
    terminal.text('verify.count', {
      PASS,
      FAIL,
      hidden: counts['NOT DISCLOSED'],
      unchecked: counts['NOT CHECKED'],
    }),
  );
}

/** The library's precise reason in English; in Chinese the plain sentence first, the reason where a step did not pass. */
function explain(step: Step, terminal: Terminal): string {
  if (terminal.locale === 'en') return step.reason;
  const plain = `${verifyText.zh[`step.${step.id}`]} ${wordsOfCode('zh', step.code)}`;
  return step.status === 'PASS' ? plain : `${plain} (${step.reason})`;
}
