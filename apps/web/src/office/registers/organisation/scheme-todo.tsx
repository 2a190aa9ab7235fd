/** What waits here: notices to confirm receipt of, and policy documents that lapse or have lapsed. */
import '../registers.css';
import { listPolicyDocuments } from '@mingcha/core/registers/library/library-api.ts';
import { listSchemes } from '@mingcha/core/registers/organisation/scheme-api.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';

export function SchemeTodo() {
  const say = useText(schemePageText);
  const isKeeper = useHasRole('legalOfficer');
  const schemes = useApiQuery(listSchemes).data?.rows ?? [];
  const lapsing = useApiQuery(
    listPolicyDocuments,
    { query: { state: 'lapsesSoon', limit: 100 } },
    { enabled: isKeeper },
  ).data?.rows.length;
  const waiting = schemes.filter((one) => one.awaitsMe);
  if (waiting.length === 0 && (lapsing ?? 0) === 0) return null;
  return (
    <Section title={say('schemes')}>
      <ul className="register-todo">
        {waiting.map((one) => (
          <li key={one.id}>
            <GoTo to={`/schemes/${one.id}`}>{say('todoReceipt', { title: one.title })}</GoTo>
          </li>
        ))}
        {lapsing === undefined || lapsing === 0 ? null : (
          <li>
            <GoTo to="/policy-documents">{say('todoLapsing', { n: lapsing })}</GoTo>
          </li>
        )}
      </ul>
    </Section>
  );
}
