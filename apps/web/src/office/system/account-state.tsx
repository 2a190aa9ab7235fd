/** The state of an account: in use, disabled, or waiting for the change of its one-time password. */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function AccountState(props: { readonly account: AccountRow }) {
  const say = useText(systemPageText);
  const { status, mustChangePassword } = props.account;
  if (status === 'disabled') return <StateChip tone="warning">{say('disabled')}</StateChip>;
  return mustChangePassword ? (
    <StateChip tone="accent">{say('waiting')}</StateChip>
  ) : (
    <StateChip>{say('active')}</StateChip>
  );
}
