/** What waits in the registers: imports to be confirmed, certificates of inspectors on duty that end. */
import { listImports } from '@mingcha/core/registers/import-api.ts';
import { listInspectors } from '@mingcha/core/registers/inspector-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import './registers.css';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';

const lookAt = 100;

export function RegisterTodo() {
  const say = useText(registerPageText);
  const imports = useApiQuery(listImports, { query: { limit: lookAt } }).data?.rows ?? [];
  const expired = useEnding('expired');
  const expiring = useEnding('expiring');
  const waiting = imports.filter((one) => one.state === 'uploaded' || one.state === 'previewed').length;
  const items = [
    { key: 'todoImports', n: waiting, to: '/imports' },
    { key: 'todoExpired', n: expired, to: '/inspectors?certificate=expired' },
    { key: 'todoExpiring', n: expiring, to: '/inspectors?certificate=expiring' },
  ] as const;
  const shown = items.filter((item) => item.n > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <ul className="register-todo">
        {shown.map((item) => (
          <li key={item.key}>
            <GoTo to={item.to}>{say(item.key, { n: item.n })}</GoTo>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How many inspectors on duty have such a certificate; counted up to one page. */
function useEnding(certificate: 'expired' | 'expiring'): number {
  const query = { certificate, status: 'active', limit: lookAt } as const;
  return useApiQuery(listInspectors, { query }).data?.rows.length ?? 0;
}
