/** 台账: a ledger and a period are chosen, its first rows are shown, the whole is taken out as a spreadsheet. */
import '../../../shared/table/data-table.css';
import './ledgers.css';
import {
  type CustomaryLedger,
  type LedgerColumn,
  ledgerOverseers,
  readableLedgers,
} from '@mingcha/core/oversight/ledgers/ledger.ts';
import { exportLedger, previewLedger } from '@mingcha/core/oversight/ledgers/ledger-api.ts';
import { customaryLedgerText } from '@mingcha/core/oversight/ledgers/ledger-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';
import { useSession } from '../../shell/session.tsx';

interface Period {
  readonly from: string;
  readonly to: string;
  readonly agencyId: string;
}

/** This year up to today. */
function thisYear(): Period {
  const to = today();
  return { from: `${to.slice(0, 4)}-01-01`, to, agencyId: '' };
}

export function CustomaryLedgersPage() {
  const say = useText(customaryLedgerText);
  const { person } = useSession();
  const ledgers = readableLedgers(person.roles);
  const [ledger, setLedger] = useState<CustomaryLedger>('inspection');
  const [period, setPeriod] = useState(thisYear);
  const { agencyId, ...days } = period;
  const query = { ledger, ...days, ...(agencyId === '' ? {} : { agencyId }) };
  const read = useApiQuery(previewLedger, { query });
  const agencies = read.data?.agencies ?? [];
  const href = (format: 'xlsx' | 'csv') => addressOf(exportLedger, { query: { ...query, format } });
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <a className={buttonClass({})} href={href('csv')}>
              {say('csv')}
            </a>
            <a className={buttonClass({ kind: 'primary' })} href={href('xlsx')}>
              {say('xlsx')}
            </a>
          </>
        }
      />
      <PeriodFilter
        agencies={person.roles.some((role) => ledgerOverseers.includes(role)) ? agencies : []}
        onSearch={setPeriod}
      />
      <Tabs
        label={say('ledger')}
        now={ledger}
        onChange={(key) => setLedger(ledgers.find((each) => each === key) ?? ledger)}
        tabs={ledgers.map((key) => ({ key, title: say(`ledger.${key}`) }))}
      >
        <p className="secondary customary-ledger-lead">{say(`period.${ledger}`)}</p>
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton lines={8} />
          ) : (
            <ErrorState error={read.error} onRetry={read.reload} />
          )
        ) : (
          <Preview ledger={ledger} {...read.data} />
        )}
      </Tabs>
    </Page>
  );
}

function PeriodFilter(props: {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly onSearch: (period: Period) => void;
}) {
  const say = useText(customaryLedgerText);
  const [typed, setTyped] = useState(thisYear);
  const set = (name: keyof Period) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped(thisYear());
        props.onSearch(thisYear());
      }}
    >
      <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
      <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
      {props.agencies.length === 0 ? null : (
        <SelectField
          name="agencyId"
          label={say('agency')}
          empty={say('allAgencies')}
          choices={props.agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.agencyId}
          onChange={set('agencyId')}
        />
      )}
    </FilterBar>
  );
}

function Preview(props: {
  readonly ledger: CustomaryLedger;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly count: number;
}) {
  const say = useText(customaryLedgerText);
  const { ledger, columns, rows, count } = props;
  if (rows.length === 0) return <EmptyState title={say('empty')} text={say('emptyText')} />;
  return (
    <Section
      title={say('count', { n: count })}
      actions={
        count > rows.length ? <span className="secondary">{say('preview', { n: rows.length })}</span> : null
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={say(`ledger.${ledger}`)}>
        <table className="table customary-ledger" aria-label={say(`ledger.${ledger}`)}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {say(`column.${column as LedgerColumn}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, at) => (
                  <td
                    key={columns[at]}
                    data-align={at === 0 ? 'end' : undefined}
                    title={cell.length > 40 ? cell : undefined}
                  >
                    <span>{cell}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
