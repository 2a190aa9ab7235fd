/** Words in the usual handling of a finding (cannedFinding.handling) that say which action is meant. First match counts. */
import type { FindingAction } from './visit-fields.ts';

export const actionWords: readonly (readonly [FindingAction, readonly string[]])[] = [
  ['transferPolice', ['公安', '涉嫌犯罪', 'police']],
  ['transferAgency', ['移送', '通报', 'transfer']],
  ['case', ['立案', '处罚', '停止', '停产', '查封', '吊销', 'case']],
  ['correctedOnSite', ['当场', '立即', 'on site', 'at once']],
  ['rectify', ['限期', '改正', '整改', 'correct', 'rectify']],
];
