/** Which rows stand behind which indicator. */
import type { IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import {
  type CaseBounds,
  type CaseColumns,
  type CaseCut,
  type CasePart,
  casesOf,
  type Fragment,
} from './case-source.queries.ts';
import {
  creditRuleUse,
  drawCoverage,
  drawVerifiable,
  itemCoverage,
  planCompletion,
  taskCompletion,
} from './plan-cases.queries.ts';
import {
  findingRate,
  followupClosure,
  objectionRate,
  objectionUpheld,
  publicationRate,
  publicationTimeliness,
} from './result-cases.queries.ts';
import {
  codeShown,
  entryChange,
  inspectionCompletion,
  jointShare,
  mobileUse,
  offSiteShare,
  overCap,
} from './visit-cases.queries.ts';

/** Their cases are the same in every period; the day of each says in which it counts. */
const lasting = {
  planCompletion,
  taskCompletion,
  creditRuleUse,
  drawVerifiable,
  inspectionCompletion,
  mobileUse,
  codeShown,
  offSiteShare,
  jointShare,
  overCap,
  findingRate,
  followupClosure,
  publicationRate,
  publicationTimeliness,
  objectionRate,
  objectionUpheld,
} satisfies Partial<Record<IndicatorKey, (cut: CaseCut) => readonly CasePart[]>>;

type LastingKey = keyof typeof lasting;

/** Their cases are made for one period. */
const ofPeriod: Readonly<
  Record<Exclude<IndicatorKey, LastingKey>, (bounds: CaseBounds) => readonly CasePart[]>
> = { drawCoverage, itemCoverage, entryChange };

/** Whether one reading of the cases serves several periods. */
export function isLasting(indicator: IndicatorKey): indicator is LastingKey {
  return indicator in lasting;
}

/** The rows of an indicator, of whatever period, as one SELECT. */
export function lastingCases(indicator: LastingKey, cut: CaseCut, columns: CaseColumns): Fragment {
  return casesOf(lasting[indicator](cut), columns);
}

/** The rows of an indicator as one SELECT. */
export function casesBehind(indicator: IndicatorKey, bounds: CaseBounds, columns: CaseColumns): Fragment {
  return isLasting(indicator)
    ? lastingCases(indicator, bounds, columns)
    : casesOf(ofPeriod[indicator](bounds), columns);
}
