/**
 * `node tools/draws/try-draws.ts`: draws made of chance, each recomputed by both verifiers, the one of this project and the
 * independent one in Python; then evidence with one bit changed, which each of them has to refuse (D-06). Keeps the record of
 * evidence. `--draws 5000` and `--bent 10000` are the numbers; with others than these nothing is kept.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { verifyBundle } from '../../packages/draw/src/verify/index.ts';
import { chance, randomDraw } from '../../packages/draw/test/random-draw.ts';
import { keepEvidence } from '../evidence/record.ts';

const whole = { draws: '5000', bent: '10000' };
const { values } = parseArgs({
  options: { draws: { type: 'string', default: whole.draws }, bent: { type: 'string', default: whole.bent } },
});
const draws = Number(values.draws);
const bent = Number(values.bent);
const python = fileURLToPath(new URL('../../packages/draw/verifier.py', import.meta.url));
/** Files that one process of the other verifier reads. */
const batch = 250;
const folder = mkdtempSync(join(tmpdir(), 'mingcha-draws-'));

/** What the other verifier says of each: a bundle that it cannot even read is one that it refuses. */
function refusedByPython(bundles: readonly Uint8Array[]): readonly boolean[] {
  const files = bundles.map((bytes, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, bytes);
    return file;
  });
  const { stdout, stderr } = spawnSync('python3', [python, '--json', ...files], {
    encoding: 'utf8',
    maxBuffer: 256 * 2 ** 20,
  });
  const told = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly steps: readonly { readonly status: string }[] });
  if (told.length !== bundles.length) throw new Error(`${told.length} of ${bundles.length} told: ${stderr}`);
  return told.map(({ steps }) => steps.some(({ status }) => status === 'FAIL'));
}

interface Sum {
  tried: number;
  wrongHere: number;
  wrongThere: number;
}

/** Asks both verifiers about bundles that are to be refused, or not. */
function ask(count: number, bundleOf: (i: number) => Uint8Array, isToBeRefused: boolean): Sum {
  const sum: Sum = { tried: 0, wrongHere: 0, wrongThere: 0 };
  for (let from = 0; from < count; from += batch) {
    const bundles = Array.from({ length: Math.min(batch, count - from) }, (_, i) => bundleOf(from + i));
    sum.tried += bundles.length;
    sum.wrongHere += bundles.filter((bytes) => verifyBundle(bytes).ok === isToBeRefused).length;
    sum.wrongThere += refusedByPython(bundles).filter((refused) => refused !== isToBeRefused).length;
    if ((from / batch) % 10 === 9) console.log(sum);
  }
  console.log(sum);
  return sum;
}

/** A draw of its own for every few changes, and one bit somewhere in it. */
function bentBundle(i: number): Uint8Array {
  const bytes = Uint8Array.from(randomDraw(draws + Math.floor(i / 50)));
  const pick = chance(i + 1);
  const at = pick(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(7));
  return bytes;
}

const begun = performance.now();
try {
  const sound = ask(draws, randomDraw, false);
  const changed = ask(bent, bentBundle, true);
  const wrong = [sound, changed].reduce((sum, { wrongHere, wrongThere }) => sum + wrongHere + wrongThere, 0);
  if (wrong > 0) process.exitCode = 1;
  if (values.draws === whole.draws && values.bent === whole.bent)
    keepEvidence({
      name: 'draws',
      section: 'draw',
      title: 'Draws made of chance, recomputed by two verifiers written apart (D-05, D-06)',
      command: 'node tools/draws/try-draws.ts',
      counts: {
        done: sound.tried + changed.tried,
        failed: wrong,
        longestSeconds: Math.round((performance.now() - begun) / 1000),
      },
      figures: [
        {
          what: 'whole draws of every method, rounding and suite: found false by this verifier, by the one in Python',
          bound: 'none',
          measured: `${sound.wrongHere}, ${sound.wrongThere} of ${sound.tried}`,
          held: sound.wrongHere + sound.wrongThere === 0,
        },
        {
          what: 'evidence with one bit changed: accepted by this verifier, by the one in Python',
          bound: 'none',
          measured: `${changed.wrongHere}, ${changed.wrongThere} of ${changed.tried}`,
          held: changed.wrongHere + changed.wrongThere === 0,
        },
      ],
      notTested: [
        'Chance itself: that every object, pair and place is equally likely is asked by `packages/draw/test/statistics*.test.ts`, ten times the samples with `--long`, new seeds with `--fresh`.',
      ],
    });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
