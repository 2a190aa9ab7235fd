/**
 * The restricted pattern language of lottery sources: literals, `[0-9]`, `{n}` and `|`, matching the whole text.
 * Compiled here by hand, so that every implementation accepts exactly the same texts and none runs a foreign
 * regular expression.
 */
import { DrawError } from './error.ts';

type Atom = { readonly digit: boolean; readonly char: string; readonly times: number };

const DIGIT = '[0-9]';

function parseAtoms(alternative: string): readonly Atom[] {
  const atoms: Atom[] = [];
  let at = 0;
  while (at < alternative.length) {
    const digit = alternative.startsWith(DIGIT, at);
    const char = alternative.charAt(at);
    // `+`, `.` and the like stand for themselves, as in `2026045:03,08+09`; only the four constructs are special.
    if (!digit && '[]{}\\'.includes(char))
      throw new DrawError('pattern.syntax', `pattern not understood at character ${at} of "${alternative}"`);
    at += digit ? DIGIT.length : 1;
    const times = /^\{([0-9]{1,4})\}/u.exec(alternative.slice(at));
    if (times !== null) at += times[0].length;
    atoms.push({ digit, char, times: times === null ? 1 : Number(times[1]) });
  }
  return atoms;
}

function matches(atoms: readonly Atom[], text: string): boolean {
  let at = 0;
  for (const atom of atoms) {
    for (let i = 0; i < atom.times; i += 1) {
      const char = text.charAt(at);
      if (atom.digit ? !(char >= '0' && char <= '9') : char !== atom.char) return false;
      at += 1;
    }
  }
  return at === text.length;
}

/** @throws DrawError `pattern.syntax` */
function alternativesOf(pattern: string): readonly (readonly Atom[])[] {
  if (!/^[\x20-\x7e]+$/u.test(pattern)) throw new DrawError('pattern.syntax', 'a pattern is printable ASCII');
  return [...new Set(pattern.split('|'))].map(parseAtoms);
}

/**
 * Whether the whole text matches one of the alternatives.
 * @throws DrawError `pattern.syntax` for a pattern outside the language
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return alternativesOf(pattern).some((atoms) => matches(atoms, text));
}

/**
 * The most texts a pattern has, counted per alternative: no source can have more outcomes.
 * @throws DrawError `pattern.syntax` for a pattern outside the language
 */
export function patternTexts(pattern: string): bigint {
  return alternativesOf(pattern).reduce((sum, atoms) => {
    const digits = atoms.reduce((count, atom) => count + (atom.digit ? atom.times : 0), 0);
    return sum + 10n ** BigInt(digits);
  }, 0n);
}
