/**
 * A rule book as clauses in words: what screen, portal, printed document and the comparison of versions show. Every
 * number that applies stands in exactly one clause, so that a change cannot hide.
 */
import { fractionText } from '@mingcha/draw';
import { format, type Locale } from '../../common/text.ts';
import { type PoolFilter, poolFields } from '../pool-filter.ts';
import { registerText } from '../register-text.ts';
import type { RuleBook, RuleClass } from './rule-book.ts';
import { ruleWordText } from './rule-word-text.ts';

export const ruleSections = [
  'sampling',
  'caps',
  'matching',
  'deadlines',
  'reveal',
  'results',
  'publication',
  'leniency',
  'training',
  'formats',
  'wording',
] as const;
export type RuleSection = (typeof ruleSections)[number];

export interface RuleClause {
  readonly section: RuleSection;
  /** The same over versions: clauses are compared by it. */
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

type WordKey = keyof typeof ruleWordText.zh;
type Data = Readonly<Record<string, string | number>>;

/** Whose words: the language, and the names of sections that conditions carry as ids. */
export interface ClauseWords {
  readonly locale: Locale;
  readonly sections: readonly { readonly id: string; readonly name: string }[];
}

interface Words extends ClauseWords {
  readonly say: (key: WordKey, data?: Data) => string;
  readonly list: (values: readonly string[]) => string;
}

/** A rate as percent, exact: [25, 1000] is 2.5. */
export function percentText(rate: readonly [number, number]): string {
  return fractionText(BigInt(rate[0]) * 100n, BigInt(rate[1]));
}

function wordsOf(words: ClauseWords): Words {
  const say = (key: WordKey, data?: Data): string => format(ruleWordText[words.locale][key], data);
  return {
    ...words,
    say,
    list: (values) => (values.length === 0 ? say('none') : values.join(say('list.join'))),
  };
}

/** A condition in words; an empty one is "all objects". */
export function filterInWords(filter: PoolFilter, words: ClauseWords): string {
  const { say } = wordsOf(words);
  const parts = poolFields.flatMap((field) => {
    const values = filter[field];
    if (values === undefined) return [];
    const told = values.map((value) => valueInWords(field, value, words)).join(say('where.or'));
    return [say('where.one', { field: say(`field.${field}`), values: told })];
  });
  return parts.length === 0 ? say('where.all') : parts.join(say('where.join'));
}

function valueInWords(field: string, value: string, words: ClauseWords): string {
  if (field === 'section') return words.sections.find((one) => one.id === value)?.name ?? value;
  const known: Readonly<Record<string, string>> = registerText[words.locale];
  return known[`${field}.${value}`] ?? value;
}

/** "At least n verified complaints, or a serious violation, within m months", and the condition beside it. */
export function classInWords(one: RuleClass, words: ClauseWords): string {
  const { say } = wordsOf(words);
  const { history } = one;
  if (history === null) return filterInWords(one.where, words);
  const { complaints, seriousViolation, months } = history;
  const parts = [
    ...(complaints === null ? [] : [say('history.complaints', { months, count: complaints })]),
    ...(seriousViolation ? [say('history.serious', { months })] : []),
  ];
  const told = parts.length === 0 ? say('none') : parts.join(say('history.or'));
  return Object.keys(one.where).length === 0
    ? told
    : `${filterInWords(one.where, words)}${say('where.join')}${told}`;
}

/** A class without conditions that stands after others takes what they leave. */
export function isRest(one: RuleClass, index: number): boolean {
  return Object.keys(one.where).length === 0 && one.history === null && index > 0;
}

/** How much of a class is drawn. */
export function takeInWords(one: RuleClass, words: ClauseWords): string {
  const { say } = wordsOf(words);
  const { take } = one;
  if (take.rule === 'all') return say('take.all');
  return take.rule === 'fixed'
    ? say('take.fixed', { number: take.number })
    : say('take.draw', { percent: percentText(take.rate) });
}

/** All clauses, in the order of the printed document. */
export function ruleClauses(rules: RuleBook, of: ClauseWords): readonly RuleClause[] {
  const words = wordsOf(of);
  return [
    ...samplingClauses(rules, words),
    ...capClauses(rules, words),
    ...matchingClauses(rules, words),
    ...deadlineClauses(rules, words),
    ...disclosureClauses(rules, words),
    ...trainingClauses(rules, words),
    ...formatClauses(rules, words),
  ];
}

function samplingClauses({ sampling }: RuleBook, words: Words): RuleClause[] {
  const { say } = words;
  const clause = (key: string, label: string, text: string): RuleClause => ({
    section: 'sampling',
    key,
    label,
    text,
  });
  const most = sampling.generalItemMost;
  const { below, advice } = sampling.smallPool;
  return [
    ...sampling.classes.map((one, index) => {
      const where = isRest(one, index) ? say('where.rest') : classInWords(one, words);
      return clause(
        `class ${one.code}`,
        one.name,
        say('class.text', { where, take: takeInWords(one, words) }),
      );
    }),
    ...(sampling.note === '' ? [] : [clause('note', say('label.note'), sampling.note)]),
    clause('rounding', say('label.rounding'), say(`round.${sampling.rounding}`)),
    clause(
      'minimumOne',
      say('label.minimumOne'),
      say(sampling.minimumOne ? 'minimumOne.yes' : 'minimumOne.no'),
    ),
    clause('smallPool', say('label.smallPool'), say(`smallPool.${advice}`, { below })),
    clause(
      'generalItemMost',
      say('label.generalItemMost'),
      most === null
        ? say('generalItemMost.none')
        : say('generalItemMost.text', { percent: percentText(most) }),
    ),
  ];
}

function capClauses({ caps, mergeWindowDays }: RuleBook, words: Words): RuleClause[] {
  const { say, list } = words;
  const clause = (key: string, label: string, text: string): RuleClause => ({
    section: 'caps',
    key,
    label,
    text,
  });
  const exemptions = caps.exemptions.map(({ ground, kinds }) => {
    const name = say(`exemption.${ground}`);
    return kinds.length === 0
      ? name
      : say('exemption.kinds', { name, kinds: list(kinds.map((kind) => say(`kind.${kind}`))) });
  });
  return [
    ...caps.caps.map((cap) => {
      const parts = [
        cap.perYear === null ? say('cap.free') : say('cap.perYear', { times: cap.perYear }),
        ...(cap.planned === null ? [] : [say('cap.planned', { times: cap.planned })]),
        ...(cap.coverageYears === null ? [] : [say('cap.coverage', { years: cap.coverageYears })]),
      ];
      return clause(
        `cap ${cap.name}`,
        say('label.cap', { name: cap.name }),
        say('cap.text', {
          where: filterInWords(cap.where, words),
          scope: say(`scope.${cap.scope}`),
          parts: parts.join(say('part.join')),
        }),
      );
    }),
    clause(
      'countedKinds',
      say('label.countedKinds'),
      list(caps.countedKinds.map((kind) => say(`kind.${kind}`))),
    ),
    clause('joint', say('label.jointCountsOnce'), say(caps.jointCountsOnce ? 'joint.once' : 'joint.each')),
    clause('exemptions', say('label.exemptions'), list(exemptions)),
    clause('above', say('label.above'), say(`above.${caps.above}`)),
    clause(
      'warnings',
      say('label.warnings'),
      list(caps.warnings.map(({ per, times }) => say(`per.${per}`, { times }))),
    ),
    clause(
      'sameInspector',
      say('label.sameInspector'),
      caps.sameInspector === null
        ? say('sameInspector.none')
        : say('sameInspector.text', { times: caps.sameInspector }),
    ),
    clause('mergeWindow', say('label.mergeWindow'), say('mergeWindow.text', { days: mergeWindowDays })),
  ];
}

function matchingClauses({ matching }: RuleBook, words: Words): RuleClause[] {
  const { say, list } = words;
  const clause = (key: WordKey & `label.${string}`, text: string): RuleClause => ({
    section: 'matching',
    key,
    label: say(key),
    text,
  });
  const { maxTasks, mostAgencies } = matching;
  return [
    clause('label.teamSize', say('teamSize.text', { count: matching.teamSize })),
    clause('label.leader', say(matching.leader ? 'leader.yes' : 'leader.no')),
    clause('label.constraints', list(matching.constraints.map((one) => say(`constraint.${one}`)))),
    clause(
      'label.maxTasks',
      maxTasks === null ? say('maxTasks.none') : say('maxTasks.text', { count: maxTasks }),
    ),
    clause('label.operatorInPool', say(matching.operatorInPool ? 'operatorInPool.yes' : 'operatorInPool.no')),
    clause('label.fallback', list(matching.fallback.map((one) => say(`fallback.${one}`)))),
    clause(
      'label.mostAgencies',
      mostAgencies === null ? say('mostAgencies.none') : say('mostAgencies.text', { count: mostAgencies }),
    ),
    clause('label.recheck', say(`recheck.${matching.recheck}`)),
  ];
}

function deadlineClauses({ deadlines }: RuleBook, { say }: Words): RuleClause[] {
  return deadlines.map((one) => ({
    section: 'deadlines',
    key: one.clock,
    label: say(`clock.${one.clock}`),
    text: deadlineInWords(one, say),
  }));
}

/** The scheme is filed so long before the visit; every other clock runs on from an event. */
export function deadlineInWords(one: RuleBook['deadlines'][number], say: Words['say']): string {
  const length = say(`unit.${one.unit}`, { length: one.length });
  const told =
    one.clock === 'schemeFiled'
      ? say('deadline.before', { length })
      : say('deadline.within', { span: say(`span.${one.clock}`), length });
  return one.basis === '' ? told : `${told}${say('deadline.basis', { basis: one.basis })}`;
}

function disclosureClauses(rules: RuleBook, { say, list }: Words): RuleClause[] {
  const { reveal, publication, leniency } = rules;
  const { termMonths } = publication;
  return [
    {
      section: 'reveal',
      key: 'reveal',
      label: say('label.reveal'),
      text:
        reveal.mode === 'sealed' && reveal.daysAfterStart === 0
          ? say('reveal.sameDay')
          : say(`reveal.${reveal.mode}`, { days: reveal.daysAfterStart }),
    },
    ...rules.results.map(
      (one): RuleClause => ({
        section: 'results',
        key: one.code,
        label: one.wording,
        text: say(one.isProblem ? 'result.problem' : 'result.good', {
          code: one.code,
          published: say(one.isPublished ? 'result.published' : 'result.kept'),
        }),
      }),
    ),
    {
      section: 'publication',
      key: 'channels',
      label: say('label.channels'),
      text: list(publication.channels.map((one) => one.name)),
    },
    {
      section: 'publication',
      key: 'drawLists',
      label: say('label.drawLists'),
      text: say(publication.drawLists ? 'drawLists.yes' : 'drawLists.no'),
    },
    {
      section: 'publication',
      key: 'term',
      label: say('label.term'),
      text: termMonths === null ? say('term.none') : say('term.text', { months: termMonths }),
    },
    {
      section: 'leniency',
      key: 'leniency',
      label: say('label.leniency'),
      text: leniency.applies ? say('leniency.yes', { months: leniency.firstTimeMonths }) : say('leniency.no'),
    },
  ];
}

function trainingClauses({ training }: RuleBook, { say }: Words): RuleClause[] {
  const { yearlyHours: hours, basis, sheetGate } = training;
  const told = hours === null ? say('yearlyHours.none') : say('yearlyHours.text', { hours });
  const text = basis === '' ? told : `${told}${say('deadline.basis', { basis })}`;
  return [
    { section: 'training', key: 'yearlyHours', label: say('label.yearlyHours'), text },
    {
      section: 'training',
      key: 'sheetGate',
      label: say('label.sheetGate'),
      text: say(`sheetGate.${sheetGate}`),
    },
  ];
}

function formatClauses({ formats, wording }: RuleBook, { say, list }: Words): RuleClause[] {
  const columns = ['itemColumns', 'planColumns', 'publicationColumns'] as const;
  const parts = ['purpose', 'procedure', 'standards', 'handling', 'disclosure'] as const;
  return [
    { section: 'formats', key: 'taskNumber', label: say('label.taskNumber'), text: formats.taskNumber },
    ...columns.map(
      (key): RuleClause => ({
        section: 'formats',
        key,
        label: say(`label.${key}`),
        text: list(formats[key]),
      }),
    ),
    ...parts.map(
      (key): RuleClause => ({ section: 'wording', key, label: say(`label.${key}`), text: wording[key] }),
    ),
  ];
}

/** One clause that differs between two versions; `before` or `after` is null where it is new or gone. */
export interface ClauseChange {
  readonly section: RuleSection;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a version changes, clause by clause; order alone counts where it decides (classes and caps take the first match). */
export function clauseChanges(before: RuleBook, after: RuleBook, of: ClauseWords): readonly ClauseChange[] {
  const idOf = (one: RuleClause): string => `${one.section} ${one.key}`;
  const old = ruleClauses(before, of);
  const now = ruleClauses(after, of);
  const oldById = new Map(old.map((one) => [idOf(one), one]));
  const nowIds = new Set(now.map(idOf));
  const changes = now.flatMap((one): ClauseChange[] => {
    const was = oldById.get(idOf(one));
    const { section, label, text } = one;
    if (was !== undefined && was.text === text && was.label === label) return [];
    return [{ section, label, before: was?.text ?? null, after: text }];
  });
  const gone = old
    .filter((one) => !nowIds.has(idOf(one)))
    .map(({ section, label, text }): ClauseChange => ({ section, label, before: text, after: null }));
  return [...changes, ...gone, ...orderChanges(before, after, of)];
}

function orderChanges(before: RuleBook, after: RuleBook, of: ClauseWords): ClauseChange[] {
  const { say } = wordsOf(of);
  const compare = (section: RuleSection, old: readonly string[], now: readonly string[]): ClauseChange[] => {
    const kept = old.filter((name) => now.includes(name));
    const moved = now.filter((name) => old.includes(name));
    if (kept.join('\n') === moved.join('\n')) return [];
    const arrow = (names: readonly string[]): string => names.join(' → ');
    return [{ section, label: say(`section.${section}`), before: arrow(kept), after: arrow(moved) }];
  };
  return [
    ...compare(
      'sampling',
      before.sampling.classes.map((one) => one.code),
      after.sampling.classes.map((one) => one.code),
    ),
    ...compare(
      'caps',
      before.caps.caps.map((one) => one.name),
      after.caps.caps.map((one) => one.name),
    ),
  ];
}
