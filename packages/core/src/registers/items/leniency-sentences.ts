/** Which sentence of `leniency-text` says a condition, with the data it needs. For the office, the portal and papers. */
import type { LeniencyCondition } from './leniency.ts';
import type { leniencyText } from './leniency-text.ts';

export interface ConditionSentence {
  readonly key: keyof typeof leniencyText.zh;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A condition in words of its own (`other`) has none. */
export function conditionSentence(condition: LeniencyCondition): ConditionSentence | string {
  switch (condition.kind) {
    case 'firstTime':
      return {
        key: condition.anyAgency ? 'says.firstTimeAny' : 'says.firstTime',
        data: { months: condition.months },
      };
    case 'minor':
      return condition.text === ''
        ? { key: 'condition.minor', data: {} }
        : { key: 'says.minor', data: { text: condition.text } };
    case 'corrected':
      return condition.days === 0
        ? { key: 'says.correctedNow', data: {} }
        : { key: 'says.corrected', data: { days: condition.days } };
    case 'noAccident':
      return { key: 'says.noAccident', data: { years: condition.years } };
    case 'notInSectors':
      return { key: 'says.notInSectors', data: { sectors: condition.sectors.join('\u3001') } };
    case 'other':
      return condition.text;
    case 'noHarm':
    case 'notListed':
      return { key: `condition.${condition.kind}`, data: {} };
    default:
      return condition satisfies never;
  }
}
