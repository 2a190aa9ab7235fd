/** What waits in the registers: imports to be confirmed. */
import { listImports } from '@mingcha/core/registers/import-api.ts';
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
  const waiting = imports.filter((one) => one.state === 'uploaded' || one.state === 'previewed').length;
  const items = [{ key: 'todoImports', n: waiting, to: '/imports' }] as const;
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
