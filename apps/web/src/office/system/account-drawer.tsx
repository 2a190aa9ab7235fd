/** One account: what is known of it, and what the administrator may do with it, one thing at a time. */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
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
import { RoleChips } from './roles.tsx';

export interface AccountDrawerProps {
  readonly account: AccountRow | null;
  readonly canEdit: boolean;
  readonly onClose: () => void;
}

export function AccountDrawer(props: AccountDrawerProps) {
  const { account } = props;
  return (
    <Drawer open={account !== null} title={account?.personName ?? ''} onClose={props.onClose}>
      {account === null ? null : (
        <Content key={account.id} account={account} canEdit={props.canEdit} onClose={props.onClose} />
      )}
    </Drawer>
  );
}

type Task = 'read' | 'roles' | 'status' | 'password';

function Content(props: AccountDrawerProps & { readonly account: AccountRow }) {
  const say = useText(systemPageText);
  const { person } = useSession();
  const [task, setTask] = useState<Task>('read');
  const { account } = props;
  const isOwn = account.id === person.accountId;
  const back = () => setTask('read');
  return (
    <>
      <Facts account={account} />
      {isOwn ? (
        <div className="system-part">
          <Notice>{say('ownAccount')}</Notice>
        </div>
      ) : null}
      {props.canEdit && !isOwn && task === 'read' ? (
        <div className="system-part">
          <div className="button-row">
            <Button onClick={() => setTask('roles')}>{say('setRoles')}</Button>
            <Button onClick={() => setTask('password')}>{say('resetPassword')}</Button>
            <Button kind={account.status === 'active' ? 'danger' : 'plain'} onClick={() => setTask('status')}>
              {say(account.status === 'active' ? 'disable' : 'enable')}
            </Button>
          </div>
        </div>
      ) : null}
      {task === 'roles' ? <RolesForm account={account} onDone={back} /> : null}
      {task === 'status' ? <StatusForm account={account} onDone={back} /> : null}
      {task === 'password' ? <PasswordReset account={account} onDone={back} /> : null}
    </>
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
