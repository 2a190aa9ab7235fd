/**
 * A published result as lines to read: one order and one wording for the portal's page, the office's preview and printed
 * lists, so that what is reviewed is exactly what the public sees. Values are the payload's own or words of
 * `publicLineText`. Pure.
 */
import type { PublicResult } from './public-record.ts';

export const publicLineKeys = [
  'object',
  'code',
  'agency',
  'kind',
  'task',
  'plan',
  'inspectedOn',
  'items',
  'overall',
  'findings',
  'followups',
  'corrections',
] as const;
export type PublicLineKey = (typeof publicLineKeys)[number];

/** A value as it stands in the payload, or a word of the catalogue with its data. */
export type PublicLineValue =
  | { readonly text: string; readonly note?: string }
  | {
      readonly word: 'withheld' | 'noCode' | 'targeted' | 'untargeted' | 'correctedOn';
      readonly data?: Readonly<Record<string, string>>;
    };

export interface PublicLine {
  readonly key: PublicLineKey;
  readonly values: readonly PublicLineValue[];
}

/** Lines that have something to say, in their order. A withheld part says that it is. */
export function publicLines(payload: PublicResult): readonly PublicLine[] {
  return publicLineKeys
    .map((key) => ({ key, values: valuesOf[key](payload) }))
    .filter((line) => line.values.length > 0);
}

const withheld: readonly PublicLineValue[] = [{ word: 'withheld' }];

const valuesOf: Readonly<Record<PublicLineKey, (payload: PublicResult) => readonly PublicLineValue[]>> = {
  object: ({ object, withheld: parts }) =>
    parts.includes('objectName') ? withheld : [{ text: object.name }],
  code: ({ object, withheld: parts }) => {
    if (parts.includes('objectCode')) return withheld;
    return object.code === null ? [{ word: 'noCode' }] : [{ text: object.code }];
  },
  agency: ({ agency }) => [{ text: agency.name }],
  kind: ({ originWording, isTargeted }) => [
    { text: originWording },
    ...(isTargeted === null ? [] : [{ word: isTargeted ? 'targeted' : 'untargeted' } as const]),
  ],
  task: ({ task, withheld: parts }) => [
    ...(parts.includes('taskName') ? withheld : [{ text: task.name }]),
    { text: task.number },
  ],
  plan: ({ plan }) => (plan === null ? [] : [{ text: plan.name }, { text: plan.number }]),
  inspectedOn: ({ inspectedOn }) => [{ text: inspectedOn }],
  items: ({ items, withheld: parts }) =>
    parts.includes('items') ? withheld : items.map(({ name, wording }) => ({ text: name, note: wording })),
  overall: ({ overall }) => [{ text: overall.wording }],
  findings: ({ findings, withheld: parts }) =>
    parts.includes('findings') ? withheld : findings.map(({ text }) => ({ text })),
  followups: ({ followups, withheld: parts }) =>
    parts.includes('followups')
      ? withheld
      : followups.map(({ wording, stateWording }) => ({ text: wording, note: stateWording })),
  corrections: ({ corrections }) =>
    corrections.map(({ on, ground }) => ({ word: 'correctedOn', data: { day: on, ground } })),
};
