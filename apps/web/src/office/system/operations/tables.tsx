/** Slow requests with the number that finds them in the log, and the components with their licences. */
import type { OperationsView } from '@mingcha/core/common/operations/operations-api.ts';
import { operationsPageText } from '@mingcha/core/common/operations/operations-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';

type Slow = OperationsView['slow'][number];
type Component = OperationsView['components'][number];

export function SlowRequests({ rows }: { readonly rows: readonly Slow[] }) {
  const say = useText(operationsPageText);
  const columns = useMemo(
    (): readonly Column<Slow>[] => [
      {
        key: 'at',
        title: say('at'),
        nowrap: true,
        render: (row) => <DateText value={row.at} form="seconds" />,
      },
      {
        key: 'number',
        title: say('number'),
        nowrap: true,
        render: (row) => <span className="mono">{row.number}</span>,
      },
      { key: 'route', title: say('route'), render: (row) => <span className="mono">{row.route}</span> },
      {
        key: 'took',
        title: say('took'),
        nowrap: true,
        align: 'end',
        render: (row) => say('tookValue', { seconds: (row.milliseconds / 1000).toFixed(1) }),
      },
    ],
    [say],
  );
  return (
    <div className="system-list">
      <h2>{say('slow')}</h2>
      <p className="secondary">{say('slowLead')}</p>
      <DataTable
        id="slow-requests"
        label={say('slow')}
        columns={columns}
        rows={rows}
        rowKey={slowKey}
        rowName={slowKey}
        status="ready"
        empty={<EmptyState title={say('slowNone')} />}
      />
    </div>
  );
}

const slowKey = (row: Slow) => row.number;

export function Components({ rows }: { readonly rows: readonly Component[] }) {
  const say = useText(operationsPageText);
  return (
    <details className="components">
      <summary>{say('components')}</summary>
      <p className="secondary">{say('componentsLead')}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.name}>
            <span className="mono">
              {row.name} {row.version}
            </span>
            <span className="secondary">{row.licence}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
