/** 来电来访: what people told the office, with due days. */
import {
  type ContactList,
  type ContactRow,
  contactLists,
  listContacts,
} from '@mingcha/core/publications/contacts/contact-api.ts';
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { IntakeListPage, useIntakeAsked } from '../objections/intake-list.tsx';
import { IntakeDue } from '../objections/intake-parts.tsx';

export const contactTones = { received: 'warning', assigned: 'accent', answered: 'verified' } as const;

export function ContactsPage() {
  const say = useText(contactPageText);
  const asked = useIntakeAsked<ContactList>('contacts', 'open');
  const { of, text, paging } = asked;
  const found = useApiQuery(listContacts, { query: { of, text, ...paging.query } });
  return (
    <IntakeListPage
      name="contacts"
      say={say}
      lists={contactLists.map((key) => ({ key, title: say(`list.${key}`) }))}
      asked={asked}
      found={found}
      columns={useColumns()}
      actions={
        <GoTo to="/contacts/new" className={buttonClass({ kind: 'primary' })}>
          {say('enter')}
        </GoTo>
      }
    />
  );
}

function useColumns(): readonly Column<ContactRow>[] {
  const say = useText(contactPageText);
  return useMemo(
    () => [
      {
        key: 'subject',
        opens: true,
        title: say('subject'),
        width: 260,
        render: (row) => (
          <span className="intake-cell">
            <GoTo to={`/contacts/${row.id}`}>{row.subject ?? say('subjectHidden')}</GoTo>
            <span className="secondary">{row.objectName}</span>
          </span>
        ),
      },
      {
        key: 'number',
        title: say('number'),
        nowrap: true,
        render: (row) => (
          <span className="intake-cell">
            <span>{row.number}</span>
            <span className="secondary">
              {[say(`kind.${row.kind}`), say(`channel.${row.channel}`)].join(' · ')}
            </span>
          </span>
        ),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <span className="intake-cell">
            <StateChip tone={contactTones[row.state]}>{say(`state.${row.state}`)}</StateChip>
            {row.outcome === null ? null : <span className="secondary">{say(`outcome.${row.outcome}`)}</span>}
          </span>
        ),
      },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => <IntakeDue dueOn={row.dueOn} daysLeft={row.daysLeft} />,
      },
      {
        key: 'handler',
        title: say('handler'),
        nowrap: true,
        render: (row) => row.handlerName ?? say('noHandler'),
      },
    ],
    [say],
  );
}
