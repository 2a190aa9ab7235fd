/** One indicator as a table: its lines in the order of their directory, the total, and what the numbers mean. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './figures.css';
import { unitLabel } from '@mingcha/core/oversight/figures/figure-words.ts';
import {
  type FigureRow,
  figuresFile,
  figuresTable,
  fileFormats,
} from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import {
  type Dimension,
  figureColumns,
  type IndicatorKey,
  indicatorKeys,
  indicatorOf,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { CountButton, Value } from './figure-cells.tsx';
import { queryOf, searchOf } from './period.ts';
import { PeriodBar, useChosen } from './period-bar.tsx';
import { type AskedRows, RowsDrawer } from './rows-drawer.tsx';

export function FigureTablePage() {
  const say = useText(figuresText);
  const asked = useParam('indicator');
  const indicator = indicatorKeys.find((key) => key === asked);
  if (indicator === undefined)
    return (
      <Page>
        <PageHeader title={say('title')} />
        <EmptyState title={say('unknown')} action={<GoTo to="/figures">{say('back')}</GoTo>} />
      </Page>
    );
  return <TablePage key={indicator} indicator={indicator} />;
}

const titles = { xlsx: 'exportXlsx', csv: 'exportCsv', docx: 'exportDocx' } as const;

function TablePage({ indicator }: { readonly indicator: IndicatorKey }) {
  const say = useText(figuresText);
  const names = useText(indicatorText);
  const go = useGo();
  const { chosen, ownAgency, seesAll } = useChosen();
  const dimensions = indicatorOf(indicator).by.filter(
    (by) => by !== 'all' && (seesAll || by !== 'jurisdiction') && (chosen.scope === 'all' || by !== 'agency'),
  );
  const wanted = useSearch('by');
  const by = dimensions.find((each) => each === wanted) ?? dimensions[0] ?? 'all';
  const path = `/figures/by/${indicator}`;
  const query = { ...queryOf(chosen, ownAgency), indicator, by };
  const table = useApiQuery(figuresTable, { query });
  const [rows, setRows] = useState<AskedRows | null>(null);
  return (
    <Page>
      <PageHeader
        title={names(`${indicator}.name`)}
        actions={
          <>
            <GoTo to={`/figures?${searchOf(chosen)}`}>{say('back')}</GoTo>
            <PrintButton />
            <Exports query={query} />
          </>
        }
      />
      <PeriodBar path={path} more={`&by=${by}`} />
      <Tabs
        label={say('by')}
        tabs={dimensions.map((key) => ({ key, title: say(`by.${key}`) }))}
        now={by}
        onChange={(next) => go(`${path}?${searchOf(chosen)}&by=${next}`)}
      >
        <div className="figures-stack">
          {table.status === 'loading' ? <Skeleton lines={10} /> : null}
          {table.data === undefined && table.error !== null ? (
            <ErrorState error={table.error} onRetry={table.reload} />
          ) : null}
          {table.data === undefined ? null : (
            <Section title={say('asOfLine', { from: query.from, to: query.to, asOf: table.data.asOf })} flush>
              <FigureTable
                indicator={indicator}
                by={by}
                rows={table.data.rows}
                total={table.data.total}
                onOpen={setRows}
              />
            </Section>
          )}
          <Definition indicator={indicator} by={by} />
        </div>
      </Tabs>
      <RowsDrawer asked={rows} query={queryOf(chosen, ownAgency)} onClose={() => setRows(null)} />
    </Page>
  );
}

type TableQuery = ReturnType<typeof queryOf> & { readonly indicator: IndicatorKey; readonly by: Dimension };

function Exports({ query }: { readonly query: TableQuery }) {
  const say = useText(figuresText);
  return fileFormats.map((format) => (
    <a
      key={format}
      className={buttonClass(format === 'xlsx' ? { kind: 'primary' } : {})}
      href={addressOf(figuresFile, { query: { ...query, format } })}
      download
    >
      {say(titles[format])}
    </a>
  ));
}

interface TableProps {
  readonly indicator: IndicatorKey;
  readonly by: Dimension;
  readonly rows: readonly FigureRow[];
  readonly total: FigureRow;
  readonly onOpen: (asked: AskedRows) => void;
}

function FigureTable({ indicator, by, rows, total, onOpen }: TableProps) {
  const say = useText(figuresText);
  const names = useText(indicatorText);
  const { locale } = useLocale();
  return (
    <Scrolls>
      <table className="table figures-table" aria-label={names(`${indicator}.name`)}>
        <thead>
          <tr>
            <th scope="col">{say(`unit.${by}`)}</th>
            <th scope="col">{say('value')}</th>
            {figureColumns.map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FigureLine
              key={row.key}
              {...{ indicator, by, row, onOpen }}
              label={unitLabel(by, row, locale)}
            />
          ))}
        </tbody>
        <tfoot>
          <FigureLine
            {...{ indicator, onOpen }}
            by="all"
            row={total}
            label={say(by === 'item' ? 'totalOfItems' : 'total')}
          />
        </tfoot>
      </table>
    </Scrolls>
  );
}

function FigureLine(
  props: Pick<TableProps, 'indicator' | 'by' | 'onOpen'> & {
    readonly row: FigureRow;
    readonly label: string;
  },
) {
  const { indicator, by, row, onOpen } = props;
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td className="figures-value">
        <Value indicator={indicator} row={row} />
      </td>
      {figureColumns.map((column) => (
        <td key={column}>
          <CountButton {...{ indicator, by, row, column, onOpen }} />
        </td>
      ))}
    </tr>
  );
}

function Definition({ indicator, by }: { readonly indicator: IndicatorKey; readonly by: Dimension }) {
  const say = useText(figuresText);
  const names = useText(indicatorText);
  return (
    <Section title={say('definition')}>
      <p>{names(`${indicator}.definition`)}</p>
      <ul className="figures-definition">
        {figureColumns.map((part) => (
          <li key={part}>{say(`definition.${part}`, { text: names(`${indicator}.${part}`) })}</li>
        ))}
      </ul>
      <p className="secondary">{say('order')}</p>
      {by === 'item' ? <p className="secondary">{say('overlap')}</p> : null}
    </Section>
  );
}
