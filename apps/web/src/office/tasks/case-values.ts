/** What the form of a task without a draw holds, and the body that it sends. */
import type { InspectionMethod } from '@mingcha/core/registers/items/item.ts';
import type { InspectionOrigin } from '@mingcha/core/tasks/inspection.ts';
import type { CaseFields } from '@mingcha/core/tasks/task.ts';

/** A re-inspection is opened where the correction stands, so that it knows what it checks again. */
export const openOrigins: readonly InspectionOrigin[] = [
  'complaint',
  'special',
  'superiorOrder',
  'referral',
  'media',
  'offSiteClue',
  'ownRequest',
  'oversight',
];

export interface CaseValues {
  readonly origin: string;
  readonly method: string;
  readonly title: string;
  readonly document: string;
  readonly number: string;
  readonly day: string;
  readonly approver: string;
  readonly reason: string;
  readonly itemKeys: readonly string[];
  readonly objectIds: readonly string[];
  readonly inspectorIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly claimDue: string;
  readonly announced: boolean;
  readonly instructions: string;
}

const emptyCase: CaseValues = {
  origin: 'complaint',
  method: 'onSite',
  title: '',
  document: '',
  number: '',
  day: '',
  approver: '',
  reason: '',
  itemKeys: [],
  objectIds: [],
  inspectorIds: [],
  from: '',
  to: '',
  claimDue: '',
  announced: false,
  instructions: '',
};

/** The empty form, with what the link that led here says of its ground. */
export function startingCase(): CaseValues {
  const asked = new URLSearchParams(location.search);
  const said = (['document', 'number', 'day', 'reason'] as const).flatMap((name) => {
    const text = asked.get(name);
    return text === null ? [] : [[name, text.slice(0, 500)] as const];
  });
  return { ...emptyCase, ...Object.fromEntries(said) };
}

export function caseBody(values: CaseValues): CaseFields {
  const { document, number, day, approver, reason } = values;
  return {
    origin: values.origin as CaseFields['origin'],
    method: values.method as InspectionMethod,
    title: values.title,
    basis: { document, number, day, approver, reason },
    announced: values.announced,
    window: { from: values.from, to: values.to },
    itemKeys: [...values.itemKeys],
    objectIds: [...values.objectIds],
    inspectorIds: [...values.inspectorIds],
    claimDue: values.claimDue === '' ? null : values.claimDue,
    instructions: values.instructions,
    recheckOf: null,
  };
}
