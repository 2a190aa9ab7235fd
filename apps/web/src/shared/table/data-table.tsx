/**
 * Our own table layer for lists: pages by key, order from a closed list, columns chosen by the reader and
 * remembered, first and last column in place, a row opens its record, a bar for what is selected, and the
 * states empty, loading, error and no permission. It loads nothing itself.
 */
import './data-table.css';
import { type ReactNode, useMemo } from 'react';
import type { ApiError } from '../api/call-api.ts';
import { useUi } from '../i18n/locale.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState, ErrorState, ForbiddenState, Skeleton } from '../ui/states.tsx';
import { ColumnChooser, useColumns } from './column-chooser.tsx';
import { TableFoot } from './table-foot.tsx';
import { type HeadProps, TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import type { Paging } from './use-paging.ts';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: R) => ReactNode;
  /** Name of the order in the route's closed list; absent: not sortable. */
  readonly sort?: string;
  /** Numbers stand at the end of their cell. */
  readonly align?: 'start' | 'end';
  /** Smallest width in px. */
  readonly width?: number;
  readonly nowrap?: boolean;
  /** What it renders is itself the way to the row. */
  readonly opens?: true;
  /** Hidden until the reader chooses it. */
  readonly extra?: boolean;
}

export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
}

export interface DataTableProps<R> {
  /** Name under which columns are remembered, also the table's id in tests. */
  readonly id: string;
  /** What the table lists, for screen readers: 检查对象. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[] | undefined;
  readonly rowKey: (row: R) => string;
  /** Name of a row in the labels of its buttons. */
  readonly rowName: (row: R) => string;
  /** From `useApiQuery`. */
  readonly status: 'loading' | 'ready' | 'error' | 'forbidden';
  readonly refreshing?: boolean;
  readonly error?: ApiError | null;
  readonly onRetry?: () => void;
  readonly order?: Order;
  readonly onOrder?: (order: Order) => void;
  readonly paging?: Paging;
  /** Cursor of the next page from the answer, null on the last page. */
  readonly next?: string | null;
  /** Only where it is known without counting each time. */
  readonly total?: number | null;
  readonly selection?: Selection;
  /** Buttons of the bar while something is selected. */
  readonly batch?: ReactNode;
  /** Opens the record in a drawer; the first column becomes the button for it. */
  readonly onOpen?: (row: R) => void;
  /** Buttons above the table: 新建, 导入, 导出. */
  readonly toolbar?: ReactNode;
  /** What stands here when there are no rows. */
  readonly empty?: ReactNode;
  /** True when filters are set: the empty state then speaks of them. */
  readonly filtered?: boolean;
}

export function DataTable<R>(props: DataTableProps<R>) {
  const chosen = useColumns(props.id, props.columns);
  return (
    <div className="table-frame" data-refreshing={props.refreshing === true} data-table={props.id}>
      <Bar {...props} chooser={<ColumnChooser columns={props.columns} chosen={chosen} />} />
      <Body {...props} visible={chosen.visible} />
      <TableFoot paging={props.paging} next={props.next ?? null} total={props.total ?? null} />
    </div>
  );
}

function Body<R>(props: DataTableProps<R> & { readonly visible: readonly Column<R>[] }) {
  const keys = useMemo(() => (props.rows ?? []).map(props.rowKey), [props.rows, props.rowKey]);
  if (props.status === 'error') return <ErrorState error={props.error ?? null} {...retryOf(props)} />;
  if (props.status === 'forbidden') return <ForbiddenState />;
  if (props.status === 'ready' && keys.length === 0) return <Empty {...props} />;
  return (
    <Scroller label={props.label}>
      <table className="table" aria-label={props.label} aria-busy={props.status === 'loading'}>
        <TableHead {...headOf(props, props.visible, keys)} />
        <tbody>{keys.length === 0 ? <Waiting /> : <Rows {...props} keys={keys} />}</tbody>
      </table>
    </Scroller>
  );
}

function Rows<R>(
  props: DataTableProps<R> & { readonly visible: readonly Column<R>[]; readonly keys: readonly string[] },
) {
  return (props.rows ?? []).map((row, index) => {
    const key = props.keys[index] ?? '';
    return (
      <TableRow
        key={key}
        row={row}
        rowKey={key}
        name={props.rowName(row)}
        columns={props.visible}
        selected={props.selection?.keys.has(key) ?? false}
        selection={props.selection}
        onOpen={props.onOpen}
      />
    );
  });
}

function Waiting() {
  return (
    <tr>
      <td colSpan={99}>
        <Skeleton lines={8} />
      </td>
    </tr>
  );
}

/** What scrolls sideways and can be reached by keyboard; no landmark, since the section around it is often one of the same name. */
function Scroller(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard; no group of fields
    <div role="group" className="table-scroll" data-scrolls="true" tabIndex={0} aria-label={props.label}>
      {props.children}
    </div>
  );
}

function retryOf<R>(props: DataTableProps<R>): { readonly onRetry?: () => void } {
  return props.onRetry === undefined ? {} : { onRetry: props.onRetry };
}

function headOf<R>(
  props: DataTableProps<R>,
  columns: readonly Column<R>[],
  keys: readonly string[],
): HeadProps<R> {
  return {
    columns,
    keys,
    selection: props.selection,
    order: props.order,
    onOrder: props.onOrder,
  };
}

function Bar<R>(props: DataTableProps<R> & { readonly chooser: ReactNode }) {
  const say = useUi();
  const { selection } = props;
  if (selection !== undefined && selection.keys.size > 0) {
    return (
      <div className="table-bar no-print" data-batch="true">
        <output>
          <strong>{say('selectedRows', { n: selection.keys.size })}</strong>
        </output>
        <div className="button-row">
          {props.batch}
          <Button size="small" kind="quiet" onClick={() => selection.onChange(new Set())}>
            {say('clearSelection')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="table-bar no-print">
      <div className="button-row">{props.toolbar}</div>
      {props.chooser}
    </div>
  );
}

function Empty<R>(props: DataTableProps<R>) {
  const say = useUi();
  if (props.filtered === true)
    return <EmptyState title={say('emptyFiltered')} text={say('emptyFilteredHint')} />;
  return <>{props.empty ?? <EmptyState />}</>;
}
