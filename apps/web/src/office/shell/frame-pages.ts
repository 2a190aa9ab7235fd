/** Pages that belong to the frame: workbench, help, one's own account. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { boardReaders } from '@mingcha/core/oversight/board/board-api.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
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
    isForGuests: true,
    load: async () => (await import('../workbench/workbench-page.tsx')).Workbench,
  },
  {
    id: 'todo',
    path: '/todo',
    title: { catalogue: workbenchText, key: 'todo' },
    group: 'own',
    menu: false,
    roles: 'all',
    load: async () => (await import('../workbench/todo-page.tsx')).TodoPage,
  },
  {
    id: 'board',
    path: '/board',
    title: { catalogue: boardText, key: 'title' },
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: boardReaders,
    load: async () => (await import('../oversight/board/board-page.tsx')).BoardPage,
  },
  {
    id: 'me.password',
    path: '/me/password',
    title: title('changePassword'),
    group: 'own',
    menu: false,
    roles: 'all',
    isForGuests: true,
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
    menu: true,
    roles: 'all',
    load: async () => (await import('../help/help-page.tsx')).HelpPage,
  },
];
