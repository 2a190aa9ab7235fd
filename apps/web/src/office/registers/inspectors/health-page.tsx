/** 名录库体检: everything that wants attention in the inspectors' directory, person by person. */
import '../registers.css';
import './inspectors.css';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { type HealthRow, healthKinds } from '@mingcha/core/registers/inspectors/health.ts';
import { getHealth } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Figures, Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, NumberText, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useSearch } from '../use-search.ts';

const tones: Readonly<Partial<Record<HealthRow['kind'], Tone>>> = {
  expired: 'void',
  withdrawn: 'void',
  within7: 'void',
  within30: 'warning',
  within90: 'warning',
  noValidity: 'warning',
};

export function HealthPage() {
  const say = useText(personnelPageText);
  const go = useGo();
  const asked = useSearch('kind');
  const [kind, setKind] = useState(healthKinds.find((one) => one === asked) ?? '');
  const read = useApiQuery(getHealth);
  const health = read.data;
  const columns = useColumns();
  const rows = useMemo(() => health?.rows.filter((row) => kind === '' || row.kind === kind), [health, kind]);
  const warnings = (
    ['expired', 'withdrawn', 'within7', 'within30', 'within90', 'noValidity'] as const
  ).reduce((sum, one) => sum + (health?.counts[one] ?? 0), 0);
  const figure = (value: number | undefined) => (value === undefined ? '–' : <NumberText value={value} />);
  return (
    <Page>
      <PageHeader title={say('health')} lead={say('healthLead')} />
      <Figures
        figures={[
          { name: say('figureOnPost'), value: figure(health?.onPost), unit: say('personUnit') },
          { name: say('figureDrawable'), value: figure(health?.drawable), unit: say('personUnit') },
          {
            name: say('figureWarnings'),
            value: figure(health === undefined ? undefined : warnings),
            unit: say('personUnit'),
          },
          { name: say('figureAway'), value: figure(health?.counts.away), unit: say('personUnit') },
        ]}
      />
      <div className="health-filter">
        <SelectField
          name="filter.kind"
          label={say('healthKind')}
          empty={say('healthAll')}
          choices={healthKinds.map((value) => ({
            value,
            label: `${say(`health_${value}`)}（${health?.counts[value] ?? 0}）`,
          }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <DataTable
        id="inspector-health"
        label={say('health')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        onOpen={(row) => go(`/inspectors?open=${row.inspectorId}`)}
        filtered={kind !== ''}
        empty={<EmptyState title={say('healthEmpty')} text={say('healthEmptyText')} />}
      />
    </Page>
  );
}

const keyOf = (row: HealthRow) => `${row.kind} ${row.inspectorId} ${row.day ?? ''}`;
const nameOf = (row: HealthRow) => row.name;

function useColumns(): readonly Column<HealthRow>[] {
  const say = useText(personnelPageText);
  const word = useText(registerText);
  const career = useText(careerPageText);
  return useMemo(() => {
    const status = (row: HealthRow) => {
      if (row.kind === 'away') return word(`status.${row.status ?? ''}` as 'status.onLeave');
      return row.kind === 'coming' ? career(`change_${row.status ?? ''}` as 'change_leave') : '';
    };
    const left = (days: number | null) => {
      if (days === null) return '–';
      if (days === 0) return say('today');
      return days > 0 ? say('daysLeft', { n: days }) : say('daysOver', { n: -days });
    };
    return [
      {
        key: 'kind',
        title: say('healthKind'),
        render: (row) => (
          <StateChip tone={tones[row.kind] ?? 'neutral'}>
            {[say(`health_${row.kind}`), status(row)].filter((part) => part !== '').join(' · ')}
          </StateChip>
        ),
      },
      { key: 'person', title: say('healthPerson'), nowrap: true, render: (row) => row.name },
      { key: 'section', title: say('healthSection'), width: 160, render: (row) => row.sectionName ?? '–' },
      { key: 'day', title: say('healthDay'), render: (row) => <DateText value={row.day} form="short" /> },
      { key: 'left', title: say('healthLeft'), nowrap: true, render: (row) => left(row.daysLeft) },
    ];
  }, [say, word, career]);
}
