/** The ledger on the workbench of those who watch over it: its latest checkpoint and the ways on. */
import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';

export function LedgerPart() {
  const say = useText(ledgerPageText);
  const { person } = useSession();
  const list = useApiQuery(ledgerRoutes.listCheckpoints, { query: { limit: 1 } });
  const latest = list.data?.rows[0];
  return (
    <Section title={say('state')}>
      <Page>
        {list.status === 'loading' ? <Skeleton lines={2} /> : null}
        {list.status === 'error' ? <ErrorState error={list.error} onRetry={list.reload} /> : null}
        {list.data === undefined ? null : (
          <p>
            {latest === undefined
              ? say('latestEmpty')
              : say('stateLatest', { size: formatNumber(latest.size), at: formatInstant(latest.at) })}
          </p>
        )}
        <ButtonRow>
          {person.roles.includes('auditor') ? (
            <GoTo to="/ledger" className={buttonClass()}>
              {say('stateExceptions')}
            </GoTo>
          ) : null}
          <GoTo to="/ledger/checkpoints" className={buttonClass()}>
            {say('stateOpen')}
          </GoTo>
        </ButtonRow>
      </Page>
    </Section>
  );
}
