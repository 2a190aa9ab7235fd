/** `mingcha verify`: recomputes a draw from its evidence bundle. There is no option to skip a step. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { wordsOfCode } from '@mingcha/core/draws/verify-view.ts';
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
  const [file, ...more] = given.alone;
  if (file === undefined || more.length > 0)
    throw new CliError('usage.missing', { what: 'bundle.json' }, exitCodes.usage);
  const trust = given.values.get('trust');
  const verdict = verifyBundle(await readBytes(file), {
    ...(trust === undefined ? {} : { trust: await readTrust(trust) }),
    file: (name) => besideBundle(file, name),
    onProgress: (step) => terminal.progress(terminal.text('progress.step', { step })),
  });
  report(verdict, terminal);
  return verdict.ok ? exitCodes.done : exitCodes.refused;
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

function report(verdict: Verdict, terminal: Terminal): void {
  const counts = countSteps(verdict.steps);
  terminal.printJson({ ok: verdict.ok, steps: verdict.steps, counts });
  for (const step of verdict.steps) {
    terminal.print(
      `${signs[step.status]} ${step.id.padEnd(14)} ${step.status.padEnd(13)} ${explain(step, terminal)}`,
    );
    if (step.expected !== null)
      terminal.print(`    ${terminal.text('verify.expected', { expected: step.expected })}`);
    if (step.found !== null) terminal.print(`    ${terminal.text('verify.found', { found: step.found })}`);
  }
  terminal.print(terminal.text(verdict.ok ? 'verify.ok' : 'verify.bad'));
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
