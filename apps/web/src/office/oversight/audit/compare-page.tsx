/** The same exceptions in two periods beside each other; a number leads to its rows. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './audit.css';
import '../../../shared/table/data-table.css';
import { compareExceptions } from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { DayField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useKindWords } from './facts.tsx';
import { queryOf, type Scope, useFirstScope } from './scope.ts';
import { AgencyField } from './scope-filter.tsx';

interface Two extends Scope {
  readonly from2: string;
  readonly to2: string;
}

/** The same days a year before. */
const yearBefore = (day: string): string => {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('-02-29') ? `${before.slice(0, 8)}28` : before;
};

export function ComparePage() {
  const say = useText(auditPageText);
  const first = useFirstScope();
  const whole: Two = { ...first, from2: yearBefore(first.from), to2: yearBefore(first.to) };
  const [asked, setAsked] = useState(whole);
  const [typed, setTyped] = useState(whole);
  const set = (name: keyof Two) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const list = useApiQuery(compareExceptions, {
    query: { ...queryOf(asked), from2: asked.from2, to2: asked.to2 },
  });
  const days = ['from', 'to', 'from2', 'to2'] as const;
  return (
    <Page>
      <PageHeader title={say('compareTitle')} lead={say('compareLead')} actions={<PrintButton />} />
      <FilterBar
        onSearch={() => (days.every((day) => typed[day] !== '') ? setAsked(typed) : undefined)}
        onReset={() => {
          setTyped(whole);
          setAsked(whole);
        }}
      >
        {days.map((day) => (
          <DayField key={day} name={day} label={say(day)} value={typed[day]} onChange={set(day)} />
        ))}
        <AgencyField value={typed.agencyId} onChange={set('agencyId')} />
      </FilterBar>
      {list.status === 'loading' ? <Skeleton lines={10} /> : null}
      {list.status === 'error' ? <ErrorState error={list.error} onRetry={list.reload} /> : null}
      {list.data === undefined ? null : <Compared asked={asked} rows={list.data.rows} />}
    </Page>
  );
}

type Row = { readonly kind: Parameters<ReturnType<typeof useKindWords>['name']>[0] } & Readonly<
  Record<'first' | 'second', number>
>;

function Compared(props: { readonly asked: Two; readonly rows: readonly Row[] }) {
  const say = useText(auditPageText);
  const words = useKindWords();
  const { asked } = props;
  const cell = (row: Row, of: 'first' | 'second') => {
    const [from, to] = of === 'first' ? [asked.from, asked.to] : [asked.from2, asked.to2];
    const agency = asked.agencyId === '' ? '' : `&agencyId=${asked.agencyId}`;
    return row[of] === 0 ? (
      '0'
    ) : (
      <GoTo to={`/audit?kind=${row.kind}&from=${from}&to=${to}${agency}`}>{formatNumber(row[of])}</GoTo>
    );
  };
  return (
    <Section flush>
      <Scrolls>
        <table className="table audit-kinds" aria-label={say('compareTitle')}>
          <thead>
            <tr>
              <th scope="col">{say('kind')}</th>
              <th scope="col" className="number">
                {say('first')}
              </th>
              <th scope="col" className="number">
                {say('second')}
              </th>
              <th scope="col" className="number">
                {say('difference')}
              </th>
              <th scope="col">{say('definition')}</th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">{words.name(row.kind)}</th>
                <td className="number">{cell(row, 'first')}</td>
                <td className="number">{cell(row, 'second')}</td>
                <td className="number">{signed(row.first - row.second)}</td>
                <td className="secondary">{words.definition(row.kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </Section>
  );
}

const signed = (n: number): string => (n > 0 ? `+${n}` : String(n));
