/**
 * Articles of the portal: policy readings, typical cases, training, guides. Written by one person, published by another after
 * a review, withdrawn with a reason. A case is made from a published result without its unit: names go by rule, and the
 * reviewer looks at every hint that is left. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { Role } from '../../common/roles.ts';
import type { PublicResult } from '../public-record.ts';
import { type Hint, hintKey, publicationHints } from '../publication-hints.ts';
import { articleForm } from './article-form.ts';

export const articleKinds = ['policy', 'case', 'training', 'guide'] as const;
export type ArticleKind = (typeof articleKinds)[number];

export const articleStates = ['draft', 'review', 'published', 'withdrawn'] as const;
export type ArticleState = (typeof articleStates)[number];

export const articleMoves = ['submit', 'return', 'publish', 'withdraw'] as const;
export type ArticleMove = (typeof articleMoves)[number];

interface MoveRule {
  readonly from: ArticleState;
  readonly to: ArticleState;
  readonly roles: readonly Role[];
  /** Never by whoever wrote or changed it last. */
  readonly notByWriter: boolean;
  readonly needsNote: boolean;
}

export const articleWriters: readonly Role[] = ['legalOfficer', 'sectionOfficer'];
const reviewers: readonly Role[] = ['legalOfficer', 'agencyHead'];

export const articleRules: Readonly<Record<ArticleMove, MoveRule>> = {
  submit: { from: 'draft', to: 'review', roles: articleWriters, notByWriter: false, needsNote: false },
  return: { from: 'review', to: 'draft', roles: reviewers, notByWriter: true, needsNote: true },
  publish: { from: 'review', to: 'published', roles: reviewers, notByWriter: true, needsNote: false },
  withdraw: { from: 'published', to: 'withdrawn', roles: reviewers, notByWriter: false, needsNote: true },
};

/** Where an article stands, and who wrote it. */
export interface Standing {
  readonly state: ArticleState;
  readonly editedBy: string;
}

/** The state after a move. Errors: `article.wrong_state`, `article.forbidden`, `article.own_work_forbidden`, `article.note_invalid`. */
export function nextArticleState(
  of: Standing,
  asked: {
    readonly move: ArticleMove;
    readonly accountId: string;
    readonly roles: readonly Role[];
    readonly note: string;
  },
): Result<ArticleState> {
  const rule = articleRules[asked.move];
  if (of.state !== rule.from) return fail('article.wrong_state');
  if (!rule.roles.some((role) => asked.roles.includes(role))) return fail('article.forbidden');
  if (rule.notByWriter && asked.accountId === of.editedBy) return fail('article.own_work_forbidden');
  if (rule.needsNote && asked.note === '') return fail('article.note_invalid', {}, 'note');
  return ok(rule.to);
}

/** Legal forms at the end and places at the beginning of a unit's name, without which it is still known. */
const legalForm =
  /(?:股份|集团|有限责任|有限|责任)*(?:公司|合伙企业|合伙|厂|店|中心|商行|经营部)(?:（[^）]*）|\([^)]*\))?$/u;
const place = /^(?:[^省市县区]{2,6}(?:省|自治区|市|县|区))+/u;

/** Ways in which a text may name the unit, the longest first; what is shorter than three characters names nobody. */
function namesOf(name: string): readonly string[] {
  const full = name.trim();
  const short = full.replace(legalForm, '');
  const all = [full, short, full.replace(place, ''), short.replace(place, '')];
  return [...new Set(all)].filter((each) => [...each].length >= 3).sort((a, b) => b.length - a.length);
}

interface Unit {
  readonly name: string;
  readonly code: string | null;
}

/** The text without the unit: its names become 某单位, its code goes. */
export function anonymised(text: string, unit: Unit): string {
  const unnamed = namesOf(unit.name).reduce(
    (left, name) => left.replaceAll(name, articleForm.someUnit),
    text,
  );
  return unit.code === null ? unnamed : unnamed.replaceAll(unit.code, '');
}

/** The first way in which a text still names the unit; null when it does not. */
export function namedUnit(text: string, unit: Unit): string | null {
  const names = [...namesOf(unit.name), ...(unit.code === null ? [] : [unit.code])];
  return names.find((name) => text.includes(name)) ?? null;
}

/** The draft of a case: kind of inspection, what was looked at, what was found and what was done, without unit, task and days. */
export function caseDraft(result: PublicResult): { readonly title: string; readonly body: string } {
  const items = result.items.map(({ name, wording }) => `- ${name}：${wording}`);
  const findings = result.findings.map(({ text }) => `- ${text}`);
  const followups = result.followups.map(({ wording, stateWording }) => `- ${wording}：${stateWording}`);
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `# ${title}`, '', ...lines];
  const body = [
    `# ${articleForm.background}`,
    '',
    articleForm.inspected.replace('{agency}', result.agency.name).replace('{origin}', result.originWording),
    ...part(articleForm.items, items),
    ...part(articleForm.findings, findings),
    ...part(articleForm.followups, followups),
    ...part(articleForm.lesson, [articleForm.lessonHint]),
  ].join('\n');
  return {
    title: articleForm.caseTitle.replace('{wording}', result.overall.wording),
    body: anonymised(body, result.object),
  };
}

/** What a reviewer has to look at. `persons` are names known to the house. */
export function articleHints(
  of: { readonly title: string; readonly body: string },
  persons: readonly string[],
): readonly Hint[] {
  return publicationHints({ title: of.title, body: of.body }, persons);
}

const blocking: readonly string[] = ['idNumber', 'mobile', 'personName'];
export function isBlocking(hint: Hint): boolean {
  return blocking.includes(hint.kind);
}

/**
 * Whether it may be published: no unit named in a case, nothing that has to be changed, every other hint confirmed.
 * Errors: `article.unit_named_invalid` {found}, `article.hint_invalid` {found}, `article.hints_open`.
 */
export function publishable(
  of: { readonly title: string; readonly body: string; readonly unit: Unit | null },
  look: { readonly persons: readonly string[]; readonly confirmed: readonly string[] },
): Result<null> {
  const found = of.unit === null ? null : namedUnit(`${of.title}\n${of.body}`, of.unit);
  if (found !== null) return fail('article.unit_named_invalid', { found }, 'body');
  const hints = articleHints(of, look.persons);
  const hard = hints.find(isBlocking);
  if (hard !== undefined) return fail('article.hint_invalid', { found: hard.found }, 'body');
  const isOpen = hints.some((hint) => !look.confirmed.includes(hintKey(hint)));
  return isOpen ? fail('article.hints_open') : ok(null);
}

/** A piece of an article's text. */
export type ArticleBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** Lines beginning with `# ` are headings, with `- ` items of a list; everything else is a paragraph per line. */
export function articleBlocks(body: string): readonly ArticleBlock[] {
  const blocks: ArticleBlock[] = [];
  for (const line of body.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const last = blocks.at(-1);
    if (line.startsWith('- ')) {
      const item = line.slice(2);
      if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, item] };
      else blocks.push({ kind: 'list', items: [item] });
    } else if (line.startsWith('# ')) blocks.push({ kind: 'heading', text: line.slice(2) });
    else blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
