/** 执法人员比对: coverage of the directory, differences to decide, and the justice bureau's files. */
import '../registers.css';
import './inspectors.css';
import type { CoverageRow } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { getCoverage } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { NumberText } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';
import { useSearch } from '../use-search.ts';
import { DifferencesTab } from './differences-tab.tsx';
import { FeedsTab } from './feeds-tab.tsx';

const tabs = ['coverage', 'differences', 'feeds'] as const;

export function PersonnelPage() {
  const say = useText(personnelPageText);
  const go = useGo();
  const keeper = useHasRole('legalOfficer', 'justiceOfficer');
  const shown = keeper ? tabs : (['coverage'] as const);
  const asked = useSearch('tab');
  const now = shown.find((tab) => tab === asked) ?? 'coverage';
  return (
    <Page>
      <PageHeader title={say('personnel')} lead={say('personnelLead')} />
      <Tabs
        label={say('personnel')}
        tabs={shown.map((key) => ({ key, title: say(key) }))}
        now={now}
        onChange={(key) => go(`/personnel?tab=${key}`)}
      >
        <div className="tab-content">
          {now === 'coverage' ? <CoverageTab /> : null}
          {now === 'differences' ? <DifferencesTab /> : null}
          {now === 'feeds' ? <FeedsTab /> : null}
        </div>
      </Tabs>
    </Page>
  );
}

function CoverageTab() {
  const say = useText(personnelPageText);
  const { locale } = useLocale();
  const read = useApiQuery(getCoverage);
  const columns = useColumns();
  const asOf = read.data?.asOf;
  return (
    <>
      {asOf === undefined ? null : asOf === null ? (
        <Notice>
          <p>{say('coverageNoFile')}</p>
        </Notice>
      ) : (
        <p className="secondary">{say('coverageAsOf', { day: formatDay(asOf, locale) })}</p>
      )}
      <DataTable
        id="coverage"
        label={say('coverage')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        empty={<EmptyState title={say('capacityEmpty')} />}
      />
    </>
  );
}

const keyOf = (row: CoverageRow) => row.agencyId;
const nameOf = (row: CoverageRow) => row.agencyName;

function useColumns(): readonly Column<CoverageRow>[] {
  const say = useText(personnelPageText);
  return useMemo(() => {
    const count = (
      key:
        | 'holders'
        | 'inDirectory'
        | 'missing'
        | 'directory'
        | 'withoutLiveCertificate'
        | 'expiring'
        | 'left'
        | 'openDifferences',
      title: string,
    ): Column<CoverageRow> => ({
      key,
      title,
      align: 'end',
      render: (row) => <NumberText value={row[key]} />,
    });
    return [
      { key: 'agency', title: say('coverageAgency'), width: 200, render: (row) => row.agencyName },
      count('holders', say('coverageHolders')),
      count('inDirectory', say('coverageIn')),
      count('missing', say('coverageMissing')),
      {
        key: 'rate',
        title: say('coverageRate'),
        align: 'end',
        render: (row) =>
          row.holders === 0 ? '–' : `${Math.floor((row.inDirectory * 1000) / row.holders) / 10}%`,
      },
      count('directory', say('coverageDirectory')),
      count('withoutLiveCertificate', say('coverageWithout')),
      count('expiring', say('coverageExpiring')),
      count('left', say('coverageLeft')),
      count('openDifferences', say('coverageOpen')),
    ];
  }, [say]);
}
