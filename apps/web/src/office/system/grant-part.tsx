/** What waits for the security administrator: accounts and grants to approve, accounts that nobody uses. */
import './system.css';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';

const lookAt = 100;

export function GrantPart() {
  const say = useText(grantPageText);
  const grants = useApiQuery(grantRoutes.listGrants, { query: { state: 'waiting', limit: lookAt } });
  const unused = useApiQuery(accessRoutes.listAccounts, { query: { state: 'unused', limit: lookAt } });
  const waiting = grants.data?.rows.filter((row) => row.decidable).length ?? 0;
  const idle = unused.data?.rows.length ?? 0;
  return (
    <Section title={say('todo')}>
      {waiting === 0 ? <p className="secondary">{say('todoNone')}</p> : null}
      {waiting === 0 && idle === 0 ? null : (
        <ul className="system-lines">
          {waiting === 0 ? null : (
            <li>
              <GoTo to="/account-grants">{say('todoWaiting', { n: waiting })}</GoTo>
            </li>
          )}
          {idle === 0 ? null : (
            <li>
              <GoTo to="/accounts?state=unused">{say('todoUnused', { n: idle })}</GoTo>
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}
