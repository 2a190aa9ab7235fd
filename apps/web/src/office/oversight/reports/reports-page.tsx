/** 工作报告: a period is chosen, its report made; those there are, newest first. */
import '../../publications/objections/objections.css';
import { type ReportPeriod, recentPeriods, reportPeriods } from '@mingcha/core/oversight/reports/report.ts';
import {
  createReport,
  listReports,
  printReport,
  type ReportRow,
  reportAuthors,
} from '@mingcha/core/oversight/reports/report-api.ts';
import { periodWord } from '@mingcha/core/oversight/reports/report-form.ts';
import { reportPageText } from '@mingcha/core/oversight/reports/report-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';

const rowKey = (row: ReportRow) => row.id;
const rowName = (row: ReportRow) => row.title;

export function ReportsPage() {
  const say = useText(reportPageText);
  const { person } = useSession();
  const list = useApiQuery(listReports, {});
  const go = useGo();
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      {mayOpen({ roles: reportAuthors }, person.roles) ? <CreateForm rows={list.data?.rows ?? []} /> : null}
      <DataTable
        id="reports"
        label={say('list')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/oversight/reports/${row.id}`)}
        empty={<EmptyState title={say('empty')} />}
      />
    </Page>
  );
}

function CreateForm({ rows }: { readonly rows: readonly ReportRow[] }) {
  const say = useText(reportPageText);
  const { locale } = useLocale();
  const go = useGo();
  const create = useApiAction(createReport);
  const [period, setPeriod] = useState<ReportPeriod>('month');
  const choices = recentPeriods(period, today(), period === 'year' ? 3 : 12);
  // The last period that is over comes first.
  const [from, setFrom] = useState('');
  const chosen = choices.find((each) => each.from === from) ?? choices[1] ?? choices[0];
  const form = useForm({});
  const submit = async () => {
    const day = chosen?.from ?? '';
    const draft = rows.find((row) => row.period === period && row.from === day && row.state === 'draft');
    if (draft !== undefined) return go(`/oversight/reports/${draft.id}`);
    const result = await create.run({ body: { period, day } });
    if (result.ok) return go(`/oversight/reports/${result.value.id}`);
    form.refuse(result.error);
  };
  const words = (of: { readonly from: string; readonly to: string }) =>
    locale === 'zh' ? periodWord(period, of.from) : `${of.from} – ${of.to}`;
  return (
    <Section>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button kind="primary" type="submit" busy={create.busy}>
            {say('create')}
          </Button>
        }
      >
        <SelectField
          name="period"
          label={say('period')}
          empty={null}
          choices={reportPeriods.map((value) => ({ value, label: say(`period.${value}`) }))}
          value={period}
          onChange={(value) => setPeriod(reportPeriods.find((each) => each === value) ?? period)}
        />
        <SelectField
          name="day"
          label={say('of')}
          empty={null}
          choices={choices.map((each) => ({ value: each.from, label: words(each) }))}
          value={chosen?.from ?? ''}
          onChange={setFrom}
        />
      </Form>
    </Section>
  );
}

function useColumns(): readonly Column<ReportRow>[] {
  const say = useText(reportPageText);
  return useMemo(
    () => [
      {
        key: 'title',
        opens: true,
        title: say('heading'),
        width: 360,
        render: (row) => (
          <span className="intake-cell">
            <GoTo to={`/oversight/reports/${row.id}`}>{row.title}</GoTo>
            <span className="secondary">
              {[say(`period.${row.period}`), say('edition', { n: row.edition })].join(' · ')}
            </span>
          </span>
        ),
      },
      {
        key: 'days',
        title: say('of'),
        nowrap: true,
        render: (row) => say('days', { from: row.from, to: row.to }),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.state === 'issued' ? 'verified' : 'neutral'}>
            {say(`state.${row.state}`)}
          </StateChip>
        ),
      },
      { key: 'author', title: say('author'), nowrap: true, render: (row) => row.createdName },
      {
        key: 'issued',
        title: say('issuedBy'),
        nowrap: true,
        render: (row) => <DateText value={row.issuedAt} form="short" />,
      },
      {
        key: 'files',
        title: say('docx'),
        nowrap: true,
        render: (row) => (
          <a href={addressOf(printReport, { params: { id: row.id }, query: { format: 'docx' } })}>
            {say('docx')}
          </a>
        ),
      },
    ],
    [say],
  );
}
