/** Which rows stand behind which indicator. */
import type { IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import { type CaseBounds, type CasePart, casesOf, type Fragment } from './case-source.queries.ts';
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

const sources: Readonly<Record<IndicatorKey, (bounds: CaseBounds) => readonly CasePart[]>> = {
  planCompletion,
  taskCompletion,
  drawCoverage,
  itemCoverage,
  creditRuleUse,
  drawVerifiable,
  inspectionCompletion,
  mobileUse,
  codeShown,
  offSiteShare,
  jointShare,
  entryChange,
  overCap,
  findingRate,
  followupClosure,
  publicationRate,
  publicationTimeliness,
  objectionRate,
  objectionUpheld,
};

/** The rows of an indicator as one SELECT. */
export function casesBehind(indicator: IndicatorKey, bounds: CaseBounds): Fragment {
  return casesOf(sources[indicator](bounds));
}
