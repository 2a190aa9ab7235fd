/** Hours of a year against the requirement of the rule book: the own people by name, agencies by name. Never a ranking. */
import {
  type AgencyHoursRow,
  agencyHours,
  exportHours,
  type HoursRow,
  yearHours,
} from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../may-edit.ts';

export const hoursText = (tenths: number): string => String(tenths / 10);

export function HoursTab() {
  const say = useText(trainingPageText);
  const [now] = useState(() => Number(nowInstant().slice(0, 4)));
  const [year, setYear] = useState(String(now));
  const reads = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
  const counts = useHasRole('coordinator', 'legalOfficer', 'agencyHead', 'auditor');
  const years = [now, now - 1, now - 2].map((each) => ({ value: String(each), label: String(each) }));
  return (
    <>
      <div className="training-choice">
        <SelectField
          name="year"
          label={say('year')}
          empty={null}
          choices={years}
          value={year}
          onChange={setYear}
        />
      </div>
      {reads ? <PeopleHours year={Number(year)} /> : null}
      {counts ? <AgencyHours year={Number(year)} /> : null}
    </>
  );
}

function PeopleHours({ year }: { readonly year: number }) {
  const say = useText(trainingPageText);
  const read = useApiQuery(yearHours, { query: { year } });
  const [shown, setShown] = useState('all');
  const { data } = read;
  const rows = data?.rows.filter((row) => shown === 'all' || !row.met);
  return (
    <Section title={say('tab.hours')} flush actions={<Exports year={year} />}>
      <div className="training-lead">
        <p>
          {data?.requiredTenths == null
            ? say('hoursNone')
            : say('hoursLead', { hours: hoursText(data.requiredTenths) })}
        </p>
        {data === undefined || data.basis === '' ? null : (
          <p className="secondary">{say('basis', { basis: data.basis })}</p>
        )}
        <SelectField
          name="shown"
          label={say('state')}
          empty={null}
          choices={[
            { value: 'all', label: say('allPeople') },
            { value: 'open', label: say('onlyOpen') },
          ]}
          value={shown}
          onChange={setShown}
        />
      </div>
      <DataTable
        id="training-hours"
        label={say('tab.hours')}
        columns={useHoursColumns(data?.requiredTenths ?? null)}
        rows={rows}
        rowKey={(row) => row.inspectorId}
        rowName={(row) => row.name}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        filtered={shown !== 'all'}
        empty={<EmptyState title={say('hoursEmpty')} />}
      />
    </Section>
  );
}

function Exports({ year }: { readonly year: number }) {
  const say = useText(trainingPageText);
  return (
    <ButtonRow>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className={buttonClass({ size: 'small' })}
          href={addressOf(exportHours, { query: { year, format } })}
          download
        >
          {say(format === 'xlsx' ? 'exportXlsx' : 'exportCsv')}
        </a>
      ))}
    </ButtonRow>
  );
}

function useHoursColumns(requiredTenths: number | null): readonly Column<HoursRow>[] {
  const say = useText(trainingPageText);
  return useMemo(() => {
    const columns: readonly Column<HoursRow>[] = [
      { key: 'name', title: say('name'), nowrap: true, render: (row) => row.name },
      { key: 'section', title: say('section'), render: (row) => row.sectionName ?? '–' },
      { key: 'courses', title: say('hoursCourses'), align: 'end', render: (row) => String(row.courses) },
      { key: 'hours', title: say('hoursDone'), align: 'end', render: (row) => hoursText(row.hoursTenths) },
    ];
    if (requiredTenths === null) return columns;
    return [
      ...columns,
      {
        key: 'missing',
        title: say('hoursMissing'),
        align: 'end',
        render: (row) => hoursText(row.missingTenths),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.met ? 'verified' : 'neutral'}>{say(row.met ? 'met' : 'notMet')}</StateChip>
        ),
      },
    ];
  }, [say, requiredTenths]);
}

function AgencyHours({ year }: { readonly year: number }) {
  const say = useText(trainingPageText);
  const read = useApiQuery(agencyHours, { query: { year } });
  const columns = useMemo(
    (): readonly Column<AgencyHoursRow>[] => [
      { key: 'agency', title: say('agency'), width: 200, render: (row) => row.name },
      { key: 'people', title: say('onPost'), align: 'end', render: (row) => String(row.people) },
      {
        key: 'required',
        title: say('required'),
        align: 'end',
        render: (row) => (row.requiredTenths === null ? say('none') : hoursText(row.requiredTenths)),
      },
      { key: 'met', title: say('metCount'), align: 'end', render: (row) => String(row.met) },
    ],
    [say],
  );
  return (
    <Section title={say('agencies')} flush>
      <p className="training-lead secondary">{say('agenciesNote')}</p>
      <DataTable
        id="training-agencies"
        label={say('agencies')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={(row) => row.agencyId}
        rowName={(row) => row.name}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        empty={<EmptyState title={say('hoursEmpty')} />}
      />
    </Section>
  );
}
