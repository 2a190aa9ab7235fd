/** Objects of a draw made elsewhere, each with its team. */
import type { OutsideRow } from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';

type Row = OutsideRow & { readonly objectId?: string | null };
const rowKey = (row: Row) => `${row.objectName} ${row.objectCode} ${row.address}`;
const rowName = (row: Row) => row.objectName;

export function OutsideRows(props: { readonly rows: readonly Row[] }) {
  const say = useText(outsideDrawText);
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        key: 'object',
        title: say('object'),
        width: 220,
        render: (row) => (
          <span className="draw-marks">
            {row.objectName}
            {row.objectId == null ? null : <StateChip tone="accent">{say('known')}</StateChip>}
          </span>
        ),
      },
      { key: 'code', title: say('code'), nowrap: true, render: (row) => row.objectCode },
      { key: 'address', title: say('address'), render: (row) => row.address },
      {
        key: 'team',
        title: say('team'),
        render: (row) =>
          row.team
            .map(({ name, certificate, agency }) =>
              [name, certificate, agency].filter((part) => part !== '').join(' '),
            )
            .join('；'),
      },
      { key: 'result', title: say('result'), render: (row) => row.result },
    ],
    [say],
  );
  return (
    <DataTable
      id="outside-rows"
      label={say('list')}
      columns={columns}
      rows={props.rows}
      rowKey={rowKey}
      rowName={rowName}
      status="ready"
    />
  );
}
