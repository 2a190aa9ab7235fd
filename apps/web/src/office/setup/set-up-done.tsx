/** The end of the set-up: three accounts with their one-time passwords, shown once, to print and hand over. */

import { accessText } from '@mingcha/core/common/access-text.ts';
import type { MadeAccount } from '@mingcha/core/setup/setup-api.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { PrintButton } from '../../shared/ui/small.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';

export function SetUpDone(props: { readonly agencyName: string; readonly accounts: readonly MadeAccount[] }) {
  const say = useText(setupText);
  const sayRole = useText(accessText);
  return (
    <>
      <Notice tone="warning">{say('doneLead', { agency: props.agencyName })}</Notice>
      {props.accounts.map((account) => (
        <section key={account.signInName} className="setup-slip" aria-label={sayRole(`role.${account.role}`)}>
          <h2>
            {sayRole(`role.${account.role}`)} {account.personName}
          </h2>
          <PairList
            columns={1}
            pairs={[
              { name: say('signInName'), value: <strong className="mono">{account.signInName}</strong> },
              {
                name: say('password'),
                value: <strong className="mono setup-password">{account.oneTimePassword}</strong>,
              },
              { name: say('expires'), value: <DateText value={account.expiresAt} /> },
            ]}
          />
        </section>
      ))}
      <p className="secondary">{say('doneNext')}</p>
      <div className="button-row no-print">
        <PrintButton>{say('print')}</PrintButton>
        <Button kind="primary" onClick={() => window.location.assign('/')}>
          {say('toSignIn')}
        </Button>
      </div>
    </>
  );
}
