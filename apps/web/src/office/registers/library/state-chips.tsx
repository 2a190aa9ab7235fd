/** States of statutes and policy documents as marks; warnings stand out, the rest does not. */

import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import type { PolicyState } from '@mingcha/core/registers/library/policy-document.ts';
import type { StatuteState } from '@mingcha/core/registers/library/statute.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';

const statuteTones = { inForce: 'neutral', notYetInForce: 'accent', ended: 'void' } as const;
const policyTones = { valid: 'neutral', lapsesSoon: 'warning', lapsed: 'void' } as const;

export function StatuteChip(props: { readonly state: StatuteState }) {
  const say = useText(libraryText);
  return <StateChip tone={statuteTones[props.state]}>{say(`state.${props.state}`)}</StateChip>;
}

export function PolicyChip(props: { readonly state: PolicyState }) {
  const say = useText(libraryText);
  return <StateChip tone={policyTones[props.state]}>{say(`policy.${props.state}`)}</StateChip>;
}

/** Whether the text was compared with the official one. */
export function CheckedChip(props: { readonly checkedOn: string | null }) {
  const say = useText(libraryPageText);
  return props.checkedOn === null ? (
    <StateChip tone="warning">{say('unchecked')}</StateChip>
  ) : (
    <StateChip tone="verified">{say('checked')}</StateChip>
  );
}
