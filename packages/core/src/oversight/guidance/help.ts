/**
 * Help: short topics, each with the page where it is done, and what the hardest fields of the ten hardest forms ask for. The
 * help page searches both; the forms show their own beside them.
 */

export const helpTopics = {
  firstDraw: '/draws/new',
  seal: '/draws',
  voidDraw: '/draws',
  verify: '/draws',
  jointDraw: '/draws',
  dispatch: '/tasks',
  recuse: '/declarations',
  approval: '/approvals',
  delegation: '/delegations',
  notice: '/inspections',
  phone: '/field-devices',
  paper: '/inspections',
  result: '/inspections',
  review: '/inspections',
  followup: '/followups',
  transfer: '/followups',
  archive: '/dossiers',
  publish: '/publications',
  exempt: '/publication-requests',
  objection: '/objections',
  credit: '/credit-files',
  plan: '/plans',
  import: '/imports',
  ruleBook: '/rule-books',
  lecture: '/lectures',
  rating: '/rating-matters',
  deadline: '/responsibilities',
  board: '/board',
  find: '/help',
  training: '/training',
  ownTraining: '/my-training',
  accounts: '/accounts',
} as const satisfies Readonly<Record<string, string>>;
export type HelpTopic = keyof typeof helpTopics;
export const helpTopicNames = Object.keys(helpTopics) as readonly HelpTopic[];

/** The ten hardest forms with their hardest fields. */
export const hintForms = {
  draw: ['ratio', 'rounding', 'reserves', 'sources', 'window'],
  planEntry: ['base', 'frequency', 'partners', 'window'],
  ruleBook: ['caps', 'clocks', 'results'],
  sheet: ['line', 'basis', 'answers'],
  item: ['tier', 'method', 'bases'],
  dispatch: ['blocked', 'claimDue', 'reveal'],
  result: ['outcome', 'itemResult', 'finding', 'concealment'],
  handling: ['kind', 'dueOn', 'leniency'],
  publication: ['wording', 'hints', 'exemption'],
  objection: ['ground', 'proposal', 'reply'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type HintForm = keyof typeof hintForms;
export const hintFormNames = Object.keys(hintForms) as readonly HintForm[];
export type HintKey = { [F in HintForm]: `${F}.${(typeof hintForms)[F][number]}` }[HintForm];

/** Keys of the hints of a form: `draw.ratio`. */
export function hintsOf(form: HintForm): readonly HintKey[] {
  return hintForms[form].map((field) => `${form}.${field}` as HintKey);
}

/** Whether a topic's words hold every typed word; pure. */
export function holdsWords(text: string, typed: string): boolean {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.every((word) => text.toLowerCase().includes(word));
}
