/** The head of a table: check-all, titles, order. */
import { useUi } from '../i18n/locale.tsx';
import { Icon } from '../ui/icons.tsx';
import type { Column, Order, Selection } from './data-table.tsx';

export interface HeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly keys: readonly string[];
  readonly selection: Selection | undefined;
  readonly order: Order | undefined;
  readonly onOrder: ((order: Order) => void) | undefined;
}

/** Where a column sticks when the table scrolls sideways. */
export function stickOf(index: number, count: number): 'first' | 'last' | undefined {
  if (index === 0) return 'first';
  return index === count - 1 && count > 3 ? 'last' : undefined;
}

export function TableHead<R>(props: HeadProps<R>) {
  return (
    <thead>
      <tr>
        {props.selection === undefined ? null : <CheckAll keys={props.keys} selection={props.selection} />}
        {props.columns.map((column, index) => (
          <Title
            key={column.key}
            column={column}
            stick={stickOf(index, props.columns.length)}
            afterCheck={props.selection !== undefined && index === 0}
            order={props.order}
            onOrder={props.onOrder}
          />
        ))}
      </tr>
    </thead>
  );
}

function CheckAll(props: { readonly keys: readonly string[]; readonly selection: Selection }) {
  const say = useUi();
  const { keys, selection } = props;
  const count = keys.filter((key) => selection.keys.has(key)).length;
  const all = keys.length > 0 && count === keys.length;
  return (
    <th className="table-check" data-stick="first" scope="col">
      <label>
        <input
          type="checkbox"
          aria-label={say('selectPage')}
          checked={all}
          disabled={keys.length === 0}
          ref={(box) => {
            if (box !== null) box.indeterminate = count > 0 && !all;
          }}
          onChange={() => {
            const next = new Set(selection.keys);
            for (const key of keys) {
              if (all) next.delete(key);
              else next.add(key);
            }
            selection.onChange(next);
          }}
        />
      </label>
    </th>
  );
}

interface TitleProps<R> {
  readonly column: Column<R>;
  readonly stick: 'first' | 'last' | undefined;
  readonly afterCheck: boolean;
  readonly order: Order | undefined;
  readonly onOrder: ((order: Order) => void) | undefined;
}

function Title<R>(props: TitleProps<R>) {
  const say = useUi();
  const { column, order, onOrder } = props;
  const sort = column.sort;
  const active = sort !== undefined && order?.by === sort;
  const direction = active ? (order.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th
      scope="col"
      data-stick={props.stick}
      data-after-check={props.afterCheck}
      data-align={column.align}
      style={column.width === undefined ? undefined : { minWidth: column.width }}
      aria-sort={sort === undefined ? undefined : direction}
    >
      {sort === undefined || onOrder === undefined ? (
        column.title
      ) : (
        <button
          type="button"
          className="table-sort"
          title={say('sortBy', { name: column.title })}
          onClick={() => onOrder({ by: sort, descending: active && !order.descending })}
        >
          {column.title}
          <Icon name={active && order.descending ? 'down' : 'up'} size={12} />
        </button>
      )}
    </th>
  );
}
