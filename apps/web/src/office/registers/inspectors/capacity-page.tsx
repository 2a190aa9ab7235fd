/** 联合抽查力量: what each agency could send to a joint draw, without names, numbers or exact days. */
import './inspectors.css';
import type { CapacityAgency } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { getCapacity } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';

export function CapacityPage() {
  const say = useText(personnelPageText);
  const read = useApiQuery(getCapacity);
  return (
    <Page>
      <PageHeader title={say('capacity')} lead={say('capacityLead')} />
      {read.error !== null ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {read.data === undefined && read.error === null ? <Skeleton lines={8} /> : null}
      {read.data?.rows.length === 0 ? (
        <EmptyState title={say('capacityEmpty')} text={say('capacityEmptyText')} />
      ) : null}
      {read.data?.rows.map((agency) => (
        <Agency key={agency.agencyId} agency={agency} />
      ))}
    </Page>
  );
}

type Row = CapacityAgency['rows'][number];

function Agency({ agency }: { readonly agency: CapacityAgency }) {
  const say = useText(personnelPageText);
  const columns = useColumns();
  return (
    <Section
      title={agency.agencyName}
      actions={
        <span className="secondary">
          {say('capacityUnit', { n: agency.drawable, leaders: agency.leaders })}
        </span>
      }
      flush
    >
      <DataTable
        id="capacity"
        label={agency.agencyName}
        columns={columns}
        rows={agency.rows}
        rowKey={keyOf}
        rowName={keyOf}
        status="ready"
      />
    </Section>
  );
}

const keyOf = (row: Row) => String(row.ordinal);

function useColumns(): readonly Column<Row>[] {
  const say = useText(personnelPageText);
  const register = useText(registerPageText);
  const ui = useUi();
  return useMemo(
    () => [
      { key: 'ordinal', title: say('capacityOrdinal'), align: 'end', render: (row) => String(row.ordinal) },
      {
        key: 'specialities',
        title: say('capacitySpecialities'),
        render: (row) => row.specialities.join('、') || '–',
      },
      {
        key: 'areas',
        title: say('capacityAreas'),
        render: (row) => (row.areas.includes('*') ? register('everywhere') : row.areas.join('、')),
      },
      { key: 'leader', title: say('capacityLeaders'), render: (row) => ui(row.canLead ? 'yes' : 'no') },
      { key: 'month', title: say('capacityMonth'), nowrap: true, render: (row) => row.certificateMonth },
    ],
    [say, register, ui],
  );
}
