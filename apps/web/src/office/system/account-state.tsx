/** The state of an account: to be approved, in use, disabled, or waiting for the change of its one-time password. */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function AccountState(props: { readonly account: AccountRow }) {
  const say = useText(systemPageText);
  const sayGrant = useText(grantPageText);
  const { status, mustChangePassword, pending } = props.account;
  if (status === 'waiting') return <StateChip tone="accent">{sayGrant('waitingAccount')}</StateChip>;
  if (status === 'disabled') return <StateChip tone="warning">{say('disabled')}</StateChip>;
  if (pending !== null) return <StateChip tone="accent">{sayGrant('waitingChange')}</StateChip>;
  return <StateChip>{say(mustChangePassword ? 'waiting' : 'active')}</StateChip>;
}
