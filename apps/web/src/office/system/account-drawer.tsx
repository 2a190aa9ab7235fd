/** One account: what is known of it, and what the administrator may do with it, one thing at a time. */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { administratorRoles, isGuest } from '@mingcha/core/common/roles.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { PasswordReset, RolesForm, StatusForm } from './account-actions.tsx';
import { AccountState } from './account-state.tsx';
import { SessionsEnd, Unlock } from './account-watch.tsx';
import { RoleChips } from './roles.tsx';

export interface AccountDrawerProps {
  readonly account: AccountRow | null;
  readonly onClose: () => void;
}

export function AccountDrawer(props: AccountDrawerProps) {
  const { account } = props;
  return (
    <Drawer open={account !== null} title={account?.personName ?? ''} onClose={props.onClose}>
      {account === null ? null : <Content key={account.id} account={account} />}
    </Drawer>
  );
}

type Task = 'read' | 'roles' | 'status' | 'password' | 'unlock' | 'sessions';

function Content(props: { readonly account: AccountRow }) {
  const say = useText(systemPageText);
  const sayGrant = useText(grantPageText);
  const { person } = useSession();
  const [task, setTask] = useState<Task>('read');
  const { account } = props;
  const { pending } = account;
  const isOwn = account.id === person.accountId;
  const back = () => setTask('read');
  return (
    <>
      <Facts account={account} />
      {pending === null ? null : (
        <div className="system-part">
          <Notice>
            {sayGrant('pendingNotice', { person: pending.askedBy, what: sayGrant(`kind.${pending.kind}`) })}
          </Notice>
        </div>
      )}
      {isOwn ? (
        <div className="system-part">
          <Notice>{say('ownAccount')}</Notice>
        </div>
      ) : null}
      {!isOwn && task === 'read' ? <Tasks account={account} onTask={setTask} /> : null}
      {task === 'roles' ? <RolesForm account={account} onDone={back} /> : null}
      {task === 'status' ? <StatusForm account={account} onDone={back} /> : null}
      {task === 'password' ? <PasswordReset account={account} onDone={back} /> : null}
      {task === 'unlock' ? <Unlock account={account} onDone={back} /> : null}
      {task === 'sessions' ? <SessionsEnd account={account} onDone={back} /> : null}
    </>
  );
}

/** What this administrator may do with the account; the server decides again. */
function Tasks(props: { readonly account: AccountRow; readonly onTask: (task: Task) => void }) {
  const say = useText(systemPageText);
  const sayGrant = useText(grantPageText);
  const { person } = useSession();
  const { account, onTask } = props;
  const isSystem = person.roles.includes('administrator');
  const isSecurity = person.roles.includes('securityAdministrator');
  if (!isSystem && !isSecurity) return null;
  const free = account.pending === null;
  const isActive = account.status === 'active';
  const ofAdministrator = administratorRoles.some((role) => account.roles.includes(role));
  const mayReset = isSystem || account.roles.includes('administrator');
  return (
    <div className="system-part">
      <div className="button-row">
        {isSystem && free && !isGuest(account.roles) ? (
          <Button onClick={() => onTask('roles')}>{say('setRoles')}</Button>
        ) : null}
        {mayReset && (free || !ofAdministrator) ? (
          <Button onClick={() => onTask('password')}>{say('resetPassword')}</Button>
        ) : null}
        {isSecurity && isActive ? (
          <>
            <Button onClick={() => onTask('unlock')}>{sayGrant('unlock')}</Button>
            <Button onClick={() => onTask('sessions')}>{sayGrant('endSessions')}</Button>
          </>
        ) : null}
        {isActive ? (
          <Button kind="danger" onClick={() => onTask('status')}>
            {say('disable')}
          </Button>
        ) : null}
        {isSecurity && account.status === 'disabled' ? (
          <Button onClick={() => onTask('status')}>{say('enable')}</Button>
        ) : null}
      </div>
    </div>
  );
}

function Facts(props: { readonly account: AccountRow }) {
  const say = useText(systemPageText);
  const { account } = props;
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('signInName'), value: <span className="mono">{account.signInName}</span> },
        { name: say('agency'), value: account.agencyName },
        { name: say('section'), value: account.sectionName },
        { name: say('roles'), value: <RoleChips roles={account.roles} /> },
        { name: say('state'), value: <AccountState account={account} /> },
        {
          name: say('lastSignIn'),
          value:
            account.lastSignInAt === null ? (
              say('neverSignedIn')
            ) : (
              <DateText value={account.lastSignInAt} form="seconds" />
            ),
        },
        { name: say('created'), value: <DateText value={account.createdAt} /> },
      ]}
    />
  );
}
