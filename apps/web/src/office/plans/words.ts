/** Words of entries that are put together from data: ratios, scopes, items, tones of states. */
import type { EntryState, PlanEntryFields, PlanState } from '@mingcha/core/plans/plan.ts';
import { planCheckPageText } from '@mingcha/core/plans/plan-check-page-text.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { planProposalText } from '@mingcha/core/plans/plan-proposal-text.ts';
import type { EntryView } from '@mingcha/core/plans/plan-views.ts';
import type { RuleClass } from '@mingcha/core/registers/rules/rule-book.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import type { Tone } from '../../shared/ui/values.tsx';
import { useFilterWords } from '../registers/filter-editor.tsx';

/** Words of the plan's pages with those of the check, and with those of the quick ways to propose. */
export const checkWords = {
  zh: { ...planPageText.zh, ...planCheckPageText.zh },
  en: { ...planPageText.en, ...planCheckPageText.en },
};
export const proposalWords = {
  zh: { ...planPageText.zh, ...planProposalText.zh },
  en: { ...planPageText.en, ...planProposalText.en },
};

export const planTones: Readonly<Record<PlanState, Tone>> = {
  collecting: 'neutral',
  drafted: 'accent',
  checked: 'accent',
  approved: 'accent',
  filed: 'accent',
  published: 'verified',
  superseded: 'neutral',
  closed: 'neutral',
};

export const entryTones: Readonly<Record<EntryState, Tone>> = {
  draft: 'neutral',
  proposed: 'warning',
  returned: 'void',
  taken: 'verified',
  dropped: 'neutral',
  merged: 'neutral',
};

/** `15%`, `1/3`, `5 户`, `全部`. */
export function takeText(
  take: RuleClass['take'],
  words: { readonly all: string; readonly unit: string },
): string {
  if (take.rule === 'all') return words.all;
  if (take.rule === 'fixed') return `${take.number} ${words.unit}`;
  const [a, b] = take.rate;
  return (a * 10_000) % b === 0 ? `${(a * 100) / b}%` : `${a}/${b}`;
}

/** Ratio of an entry in one cell: its own classes one after the other, or that the rule book's hold. */
export function useRateText(): (fields: Pick<PlanEntryFields, 'classes' | 'form'>) => string {
  const say = useText(planPageText);
  return (fields) => {
    if (fields.form === 'routineVisit') return '–';
    if (fields.classes.length === 0) return say('ownClasses');
    const words = { all: '100%', unit: say('unitObjects') };
    return fields.classes.map((one) => takeText(one.take, words)).join(' / ');
  };
}

/** The scope in the planner's words, else from the conditions. */
export function useScopeText(): (
  fields: Pick<PlanEntryFields, 'objectsText' | 'scope' | 'filter'>,
) => string {
  const words = useFilterWords();
  return (fields) => {
    if (fields.objectsText !== '') return fields.objectsText;
    return words(fields.scope === 'untargeted' ? {} : fields.filter);
  };
}

/** Names of the own items of an entry, the lead first. */
export function ownItems(entry: Pick<EntryView, 'fields' | 'items'>): EntryView['items'] {
  const keys = [entry.fields.leadItemKey, ...entry.fields.extraItemKeys];
  return entry.items.filter((item) => keys.includes(item.itemKey));
}
