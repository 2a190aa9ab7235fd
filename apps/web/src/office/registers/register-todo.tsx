/** What waits in the registers: imports to be confirmed, differences from licences and registrations to be decided. */
import { listImports } from '@mingcha/core/registers/import-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { countDifferences } from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import './registers.css';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';

const lookAt = 100;

export function RegisterTodo() {
  const say = useText(registerPageText);
  const page = useText(objectsPageText);
  const imports = useApiQuery(listImports, { query: { limit: lookAt } }).data?.rows ?? [];
  const waiting = imports.filter((one) => one.state === 'uploaded' || one.state === 'previewed').length;
  const counts = useApiQuery(countDifferences).data;
  const open = counts === undefined ? 0 : Object.values(counts).reduce((sum, n) => sum + n, 0);
  const items = [
    { key: 'imports', n: waiting, to: '/imports', text: say('todoImports', { n: waiting }) },
    { key: 'differences', n: open, to: '/reconciliation', text: page('todoDifferences', { n: open }) },
  ];
  const shown = items.filter((item) => item.n > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <ul className="register-todo">
        {shown.map((item) => (
          <li key={item.key}>
            <GoTo to={item.to}>{item.text}</GoTo>
          </li>
        ))}
      </ul>
    </Section>
  );
}
