/** Pages about oneself: password, signed-in devices. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { PasswordForm } from './password-form.tsx';
import { useSession } from './session.tsx';

export function PasswordPage() {
  const say = useText(shellText);
  const toast = useToast();
  const { person, setPerson } = useSession();
  return (
    <Page>
      <PageHeader title={say('changePassword')} />
      <Section>
        <PasswordForm
          person={person}
          first={false}
          onChanged={(changed) => {
            setPerson(changed);
            toast(say('passwordChanged'));
          }}
        />
      </Section>
    </Page>
  );
}

type SessionRow = z.output<typeof accessRoutes.listSessions.response>['rows'][number];

export function SessionsPage() {
  const say = useText(shellText);
  const list = useApiQuery(accessRoutes.listSessions);
  const end = useApiAction(accessRoutes.endSession, [accessRoutes.listSessions.id]);
  const { run } = end;
  const columns = useMemo<readonly Column<SessionRow>[]>(
    () => [
      { key: 'device', title: say('device'), render: (row) => row.device },
      {
        key: 'source',
        nowrap: true,
        title: say('source'),
        render: (row) => <span className="mono">{row.source}</span>,
      },
      { key: 'since', title: say('since'), render: (row) => <DateText value={row.createdAt} /> },
      { key: 'seen', title: say('lastSeen'), render: (row) => <DateText value={row.seenAt} /> },
      {
        key: 'end',
        title: say('endSession'),
        render: (row) =>
          row.current ? (
            <StateChip tone="accent">{say('thisDevice')}</StateChip>
          ) : (
            <Button size="small" onClick={() => void run({ params: { id: row.id } })}>
              {say('endSession')}
            </Button>
          ),
      },
    ],
    [say, run],
  );
  return (
    <Page>
      <PageHeader title={say('mySessions')} lead={say('mySessionsLead')} />
      <ErrorNotice error={end.error} />
      <DataTable
        id="sessions"
        label={say('mySessions')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
      />
    </Page>
  );
}

const keyOf = (row: SessionRow) => row.id;
const nameOf = (row: SessionRow) => row.device;
