/** Codes travel, sentences do not: every refusal's code has its sentence in zh and en, and sentences stand in catalogues. */
import { isTest, type Violation } from './floor-plan.ts';
import type { Module } from './module-graph.ts';
import { lineOf } from './source-text.ts';

/** Where Chinese words are data and not sentences of the interface, each with its reason. */
const chineseAtHome: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /-text\.tsx?$/, why: 'a catalogue' },
  { path: /-words\.ts$/, why: 'words to recognise in files of others' },
  { path: /-form\.ts$/, why: 'legal wording of a paper, versioned with it' },
  { path: /^packages\/core\/src\/common\/cell(s|-dates)\.ts$/, why: 'words to recognise in files of others' },
  { path: /^apps\/server\/src\/platform\/documents\/paper-docx\.ts$/, why: 'names of fonts' },
  { path: /^apps\/web\/src\/office\/gallery\//, why: 'samples shown to developers only' },
  { path: /^apps\/server\/src\/demo\//, why: 'invented names of the demo' },
];

/** Two Han characters in a row say something; one alone (年) or a mark (、) joins or formats. */
const chinese = /\p{Script=Han}{2}/u;

/** Chinese in quotes or between tags, outside catalogues and tests. */
export function sentenceViolations(modules: readonly Module[]): readonly Violation[] {
  return modules
    .filter((module) => /^(packages\/core|apps\/server|apps\/web)\/src\//.test(module.path))
    .filter((module) => !isTest(module.path) && !chineseAtHome.some((one) => one.path.test(module.path)))
    .flatMap((module) => {
      const between = chinese.exec(module.source.code);
      const found = module.source.literals.filter((literal) => chinese.test(literal.text));
      return [...found, ...(between === null ? [] : [{ text: between[0], at: between.index }])].map(
        (one) => ({
          rule: 'sentence outside a catalogue',
          where: `${module.path}:${lineOf(module.text, one.at)}`,
          what: one.text.slice(0, 40),
        }),
      );
    });
}

export interface UsedCode {
  readonly code: string;
  readonly where: string;
  /** The code goes on with a computed part: any key that starts with it will do. */
  readonly open: boolean;
}

/** Codes given to `fail(…)`, and `code: '…'` of refusals written as objects or thrown as SetupError. */
export function usedCodes(modules: readonly Module[]): readonly UsedCode[] {
  return modules
    .filter((module) => /^(packages\/core|apps\/server)\/src\//.test(module.path) && !isTest(module.path))
    .flatMap((module) =>
      module.source.literals.flatMap((literal) => {
        const before = module.source.code.slice(Math.max(0, literal.at - 60), literal.at - 1);
        if (!/(\bfail\(|\bSetupError\(|\bcode:)\s*$/.test(before)) return [];
        if (!/^[a-zA-Z][\w]*\.[\w.]*$/.test(literal.text)) return [];
        const open = literal.quote === '`' && module.text[literal.at + literal.text.length] === '$';
        return [{ code: literal.text, where: `${module.path}:${lineOf(module.text, literal.at)}`, open }];
      }),
    );
}

export function codeViolations(used: readonly UsedCode[], keys: ReadonlySet<string>): readonly Violation[] {
  return used
    .filter((one) => (one.open ? ![...keys].some((key) => key.startsWith(one.code)) : !keys.has(one.code)))
    .map((one) => ({ rule: 'code without a sentence', where: one.where, what: one.code }));
}
