/** 来电来访: what people told the office, with due days. */
import {
  type ContactList,
  type ContactRow,
  contactLists,
  listContacts,
} from '@mingcha/core/publications/contacts/contact-api.ts';
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { IntakeDue, TextFilter } from '../objections/intake-parts.tsx';

const rowKey = (row: ContactRow) => row.id;
const rowName = (row: ContactRow) => row.subject;
export const contactTones = { received: 'warning', assigned: 'accent', answered: 'verified' } as const;

export function ContactsPage() {
  const say = useText(contactPageText);
  const go = useGo();
  const [of, setOf] = useState<ContactList>('open');
  const [text, setText] = useState('');
  const paging = usePaging('contacts');
  const list = useApiQuery(listContacts, { query: { of, text, ...paging.query } });
  const columns = useColumns();
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={
          <GoTo to="/contacts/new" className={buttonClass({ kind: 'primary' })}>
            {say('enter')}
          </GoTo>
        }
      />
      <TextFilter
        label={say('search')}
        onSearch={(value) => {
          setText(value);
          paging.reset();
        }}
      />
      <Tabs
        label={say('list')}
        now={of}
        onChange={(key) => {
          setOf(contactLists.find((each) => each === key) ?? 'open');
          paging.reset();
        }}
        tabs={contactLists.map((key) => ({ key, title: say(`list.${key}`) }))}
      >
        <DataTable
          id="contacts"
          label={say('listTitle')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          onOpen={(row) => go(`/contacts/${row.id}`)}
          empty={<EmptyState title={say(text === '' ? 'empty' : 'filteredEmpty')} />}
        />
      </Tabs>
    </Page>
  );
}

function useColumns(): readonly Column<ContactRow>[] {
  const say = useText(contactPageText);
  return useMemo(
    () => [
      {
        key: 'subject',
        title: say('subject'),
        width: 260,
        render: (row) => (
          <span className="intake-cell">
            <GoTo to={`/contacts/${row.id}`}>{row.subject}</GoTo>
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
