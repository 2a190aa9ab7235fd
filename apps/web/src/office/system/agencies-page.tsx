/** 机关与科室: the agencies of the jurisdiction with those below them indented; a drawer for one with its sections. */
import './system.css';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useMemo, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { NumberText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { AgencyDrawer } from './agency-drawer.tsx';
import { inTree, type Placed } from './agency-tree.ts';
import { useAgencyWords } from './agency-words.ts';
import { useAgencies } from './use-agencies.ts';

export function AgenciesPage() {
  const say = useText(systemPageText);
  const list = useAgencies();
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = useMemo(() => (list.data === undefined ? undefined : inTree(list.data.rows)), [list.data]);
  const columns = useColumns();
  const create = (
    <GoTo to="/agencies/new" className={buttonClass({ size: 'small' })}>
      {say('agencyNew')}
    </GoTo>
  );
  return (
    <Page>
      <PageHeader title={say('agencies')} lead={say('agenciesLead')} />
      <DataTable
        id="agencies"
        label={say('agencies')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => setOpenId(row.agency.id)}
        toolbar={create}
        empty={<EmptyState title={say('emptyAgencies')} text={say('emptyAgenciesText')} action={create} />}
      />
      <AgencyDrawer
        agency={list.data?.rows.find((row) => row.id === openId) ?? null}
        agencies={list.data?.rows ?? []}
        onClose={() => setOpenId(null)}
      />
    </Page>
  );
}

const keyOf = (row: Placed) => row.agency.id;
const nameOf = (row: Placed) => row.agency.name;

function useColumns(): readonly Column<Placed>[] {
  const say = useText(systemPageText);
  const words = useAgencyWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: say('agencyName'),
        width: 240,
        render: (row) => <span className={row.depth > 0 ? 'system-below' : ''}>{row.agency.name}</span>,
      },
      { key: 'short', title: say('shortName'), nowrap: true, render: (row) => row.agency.shortName },
      { key: 'level', title: say('level'), nowrap: true, render: (row) => words.level(row.agency.level) },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => words.kind(row.agency.kind) },
      {
        key: 'division',
        title: say('divisionCode'),
        nowrap: true,
        render: (row) => <span className="mono">{row.agency.divisionCode}</span>,
      },
      {
        key: 'sections',
        title: say('sectionCount'),
        align: 'end',
        render: (row) => <NumberText value={row.agency.sections.length} />,
      },
      { key: 'phone', title: say('phone'), nowrap: true, render: (row) => row.agency.phone || '–' },
      {
        key: 'complaint',
        title: say('complaintPhone'),
        nowrap: true,
        extra: true,
        render: (row) => row.agency.complaintPhone || '–',
      },
    ],
    [say, words],
  );
}
