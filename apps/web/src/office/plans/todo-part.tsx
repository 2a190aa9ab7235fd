/** The plans' part of the workbench: proposals, approvals, filings, invitations and merge proposals that wait. */
import './plans.css';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { PlanState } from '@mingcha/core/plans/plan.ts';
import { listPlans } from '@mingcha/core/plans/plan-api.ts';
import { planStepText } from '@mingcha/core/plans/plan-step-text.ts';
import type { PlanSummary } from '@mingcha/core/plans/plan-views.ts';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { useInvitations } from './invitations.tsx';
import { useMergeRequests } from './merge-requests.tsx';

const kinds = [
  { key: 'proposals', states: ['collecting', 'drafted'], roles: ['legalOfficer'], open: true },
  { key: 'collecting', states: ['collecting'], roles: ['sectionOfficer'], open: false },
  { key: 'approve', states: ['checked'], roles: ['agencyHead'], open: false },
  {
    key: 'file',
    states: ['approved'],
    roles: ['coordinator', 'justiceOfficer', 'legalOfficer'],
    open: false,
  },
  { key: 'publish', states: ['filed'], roles: ['legalOfficer'], open: false },
] as const satisfies readonly {
  readonly key: string;
  readonly states: readonly PlanState[];
  readonly roles: readonly Role[];
  /** Only plans with open proposals. */
  readonly open: boolean;
}[];

export function PlansTodo() {
  const say = useText(planStepText);
  const { locale } = useLocale();
  const { person } = useSession();
  const plans = useApiQuery(listPlans, { query: {} });
  const invitations = useInvitations().filter((row) => row.state === 'invited');
  const merges = useMergeRequests();
  const cards = cardsOf(plans.data?.rows ?? [], person);
  if (cards.length === 0 && invitations.length === 0 && merges.length === 0) return null;
  return (
    <Section title={say('todoTitle')}>
      <div className="plan-todo">
        {invitations.length === 0 ? null : (
          <Card title={say('todo.invitations')} count={invitations.length}>
            {invitations.slice(0, 5).map((row) => (
              <li key={row.entryId}>
                <GoTo to="/plans">{row.title[locale]}</GoTo>
              </li>
            ))}
          </Card>
        )}
        {merges.length === 0 ? null : (
          <Card title={say('todo.merges')} count={merges.length}>
            {merges.slice(0, 5).map((row) => (
              <li key={row.id}>
                <GoTo to="/plans">{row.otherTitle}</GoTo>
              </li>
            ))}
          </Card>
        )}
        {cards.map((card) => (
          <Card
            key={card.key}
            title={say(`todo.${card.key}`)}
            count={
              card.key === 'proposals'
                ? card.rows.reduce((sum, row) => sum + row.proposed, 0)
                : card.rows.length
            }
          >
            {card.rows.slice(0, 5).map((row: PlanSummary) => (
              <li key={row.id}>
                <GoTo to={`/plans/${row.id}`}>{row.title}</GoTo>
              </li>
            ))}
          </Card>
        ))}
      </div>
    </Section>
  );
}

interface Asking {
  readonly roles: readonly Role[];
  readonly agency: { readonly id: string };
}

/** Plans that wait for this person, by kind. */
function cardsOf(rows: readonly PlanSummary[], person: Asking) {
  const receives = person.roles.includes('coordinator') || person.roles.includes('justiceOfficer');
  return kinds.flatMap(({ key, states, roles, open }) => {
    if (!roles.some((role) => person.roles.includes(role))) return [];
    const fitting = rows.filter(
      (row) =>
        (states as readonly string[]).includes(row.state) &&
        (!open || row.proposed > 0) &&
        (row.agencyId === person.agency.id || (key === 'file' && receives)),
    );
    return fitting.length === 0 ? [] : [{ key, rows: fitting }];
  });
}

function Card(props: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  return (
    <section className="plan-todo-card" aria-label={props.title}>
      <h3>
        {props.title}
        <span>{props.count}</span>
      </h3>
      <ol>{props.children}</ol>
    </section>
  );
}
