/** Pages that belong to the frame: workbench, help, one's own account. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { OfficePage } from './page-list.ts';

const title = (key: keyof typeof shellText.zh) => ({ catalogue: shellText, key });

export const framePages: readonly OfficePage[] = [
  {
    id: 'workbench',
    path: '/',
    title: title('workbench'),
    group: 'own',
    menu: true,
    roles: 'all',
    load: async () => (await import('./workbench.tsx')).Workbench,
  },
  {
    id: 'me.password',
    path: '/me/password',
    title: title('changePassword'),
    group: 'own',
    menu: false,
    roles: 'all',
    load: async () => (await import('./own-pages.tsx')).PasswordPage,
  },
  {
    id: 'me.sessions',
    path: '/me/sessions',
    title: title('mySessions'),
    group: 'own',
    menu: false,
    roles: 'all',
    load: async () => (await import('./own-pages.tsx')).SessionsPage,
  },
  {
    id: 'help',
    path: '/help',
    title: title('help'),
    group: 'own',
    menu: false,
    roles: 'all',
    load: async () => (await import('./help-page.tsx')).HelpPage,
  },
];
