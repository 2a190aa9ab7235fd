/** The period that the statistics are asked for: as it is chosen, as the address carries it, as days. */
import { addDays, addMonths, isPlainDate } from '@mingcha/core/common/plain-date.ts';

export const periodKinds = ['month', 'quarter', 'year', 'free'] as const;
export type PeriodKind = (typeof periodKinds)[number];

export interface Chosen {
  readonly kind: PeriodKind;
  readonly year: string;
  /** Month 1…12 or quarter 1…4. */
  readonly part: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** Own agency or all. */
  readonly scope: 'own' | 'all';
}

/** First and last day of what is chosen. */
export function daysOf(chosen: Chosen): { readonly from: string; readonly to: string } {
  if (chosen.kind === 'free') return { from: chosen.from, to: chosen.to };
  if (chosen.kind === 'year') return { from: `${chosen.year}-01-01`, to: `${chosen.year}-12-31` };
  const length = chosen.kind === 'month' ? 1 : 3;
  const first = chosen.kind === 'month' ? Number(chosen.part) : Number(chosen.part) * 3 - 2;
  const from = `${chosen.year}-${String(first).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, length), -1) };
}

/** What the address says; without days this year, as of yesterday. */
export function chosenOf(
  search: URLSearchParams,
  first: { readonly scope: Chosen['scope']; readonly today: string },
): Chosen {
  const yesterday = addDays(first.today, -1);
  const day = (name: string): string => {
    const text = search.get(name) ?? '';
    return isPlainDate(text) ? text : '';
  };
  const [from, to] = [day('from'), day('to')];
  const year = yesterday.slice(0, 4);
  const asOf = day('asOf') === '' ? yesterday : day('asOf');
  const asked = search.get('scope');
  const rest = { asOf, scope: asked === 'own' || asked === 'all' ? asked : first.scope };
  if (from === '' || to === '')
    return { kind: 'year', year, part: '1', from: `${year}-01-01`, to: `${year}-12-31`, ...rest };
  return { ...kindOf(from, to), from, to, ...rest };
}

function kindOf(from: string, to: string): Pick<Chosen, 'kind' | 'year' | 'part'> {
  const year = from.slice(0, 4);
  for (const kind of ['year', 'quarter', 'month'] as const)
    for (let part = 1; part <= 12; part += 1) {
      if (kind === 'quarter' && part > 4) break;
      const days = daysOf({ kind, year, part: String(part), from, to, asOf: to, scope: 'own' });
      if (days.from === from && days.to === to) return { kind, year, part: String(part) };
    }
  return { kind: 'free', year, part: '1' };
}

/** The part of the address that carries the choice to other pages. */
export function searchOf(chosen: Chosen): string {
  const { asOf, scope } = chosen;
  return new URLSearchParams({ ...daysOf(chosen), asOf, scope }).toString();
}

/** The choice as routes take it. */
export function queryOf(chosen: Chosen, ownAgency: string) {
  return {
    ...daysOf(chosen),
    asOf: chosen.asOf,
    ...(chosen.scope === 'own' ? { agencyId: ownAgency } : {}),
  };
}
