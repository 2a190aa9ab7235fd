/** Workbench: how many inspections wait for this person's approval. */
import { listApprovals } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import './preparation.css';
import { RiskLine } from './risk-line.tsx';

const shown = 5;

export function ApprovalsTodo() {
  const say = useText(preparationPageText);
  const list = useApiQuery(listApprovals, { query: { of: 'mine', limit: 20 } });
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  const n = list.data?.next === null ? String(rows.length) : `${rows.length}+`;
  return (
    <Section
      title={say('approvalsTodo', { n })}
      actions={
        <GoTo to="/approvals" className={buttonClass({ kind: 'primary', size: 'small' })}>
          {say('approvals')}
        </GoTo>
      }
    >
      <ul className="prep-lines">
        {rows.slice(0, shown).map((row) => (
          <li key={row.id} className="prep-line">
            <GoTo to="/approvals" className="prep-grow">
              {row.objectName}
            </GoTo>
            {row.risk === null ? null : <RiskLine risk={row.risk} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
