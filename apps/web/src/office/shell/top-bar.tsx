/** The bar on top: product, agency, quick find, help, language, and the person with roles and the way out. */
import { accessText } from '@mingcha/core/common/access-text.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { isGuest } from '@mingcha/core/common/roles.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { searchText } from '@mingcha/core/oversight/search/search-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Brand } from '../../shared/ui/brand.tsx';
import { Button, IconButton } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { Popover } from '../../shared/ui/popover.tsx';
import { KeyHint, LanguageSwitch } from '../../shared/ui/small.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { Bell } from './bell.tsx';
import { GoTo } from './navigation.tsx';
import { useSession } from './session.tsx';

export interface TopBarProps {
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
  readonly onFind: () => void;
}

export function TopBar(props: TopBarProps) {
  const say = useText(shellText);
  const sayFind = useText(searchText);
  const { person } = useSession();
  return (
    <header className="topbar no-print">
      <span className="side-button">
        <IconButton icon="menu" label={say('menu')} aria-expanded={props.menuOpen} onClick={props.onMenu} />
      </span>
      <GoTo to="/" className="brand-link" label={`${say('product')} ${say('backToWorkbench')}`}>
        <Brand />
      </GoTo>
      <span className="topbar-agency">
        {person.agency.name}
        <span>{person.section === null ? person.jurisdiction.name : person.section.name}</span>
      </span>
      <span className="topbar-space" />
      <button type="button" className="topbar-find" title={sayFind('label')} onClick={props.onFind}>
        <Icon name="search" size={15} />
        <span>{sayFind('find')}</span>
        <KeyHint letter="K" />
      </button>
      <GoTo to="/help" className="topbar-link">
        {say('help')}
      </GoTo>
      <LanguageSwitch />
      {isGuest(person.roles) ? null : <Bell />}
      <Account />
    </header>
  );
}

function Account() {
  const say = useText(shellText);
  const sayRole = useText(accessText);
  const sayNotice = useText(noticePageText);
  const { person, signOut } = useSession();
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    const refused = await signOut();
    setBusy(false);
    setError(refused);
  };
  return (
    <Popover label={person.personName} icon="person">
      <div className="account-panel">
        <span className="account-name">{person.personName}</span>
        <span className="account-roles">
          {person.roles.map((role) => (
            <StateChip key={role}>{sayRole(`role.${role}`)}</StateChip>
          ))}
        </span>
        <GoTo to="/me/password">{say('changePassword')}</GoTo>
        <GoTo to="/me/sessions">{say('mySessions')}</GoTo>
        <GoTo to="/me/notice-settings">{sayNotice('settings')}</GoTo>
        <ErrorNotice error={error} />
        <Button busy={busy} onClick={() => void leave()}>
          {say('signOut')}
        </Button>
      </div>
    </Popover>
  );
}
