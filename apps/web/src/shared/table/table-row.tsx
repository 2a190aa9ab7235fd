/** One row. Memoised, so that selecting one of a hundred rows renders one. */
import { type MouseEvent, memo, type ReactNode } from 'react';
import { useUi } from '../i18n/locale.tsx';
import type { Column, Selection } from './data-table.tsx';
import { stickOf } from './table-head.tsx';

export interface RowProps<R> {
  readonly row: R;
  readonly rowKey: string;
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly selected: boolean;
  readonly selection: Selection | undefined;
  readonly onOpen: ((row: R) => void) | undefined;
}

function Row<R>(props: RowProps<R>) {
  const { row, columns, onOpen, selection } = props;
  const open = (event: MouseEvent) => {
    if (onOpen === undefined || isOwnControl(event.target)) return;
    if ((window.getSelection()?.toString() ?? '') !== '') return;
    onOpen(row);
  };
  return (
    <tr data-opens={onOpen !== undefined} data-selected={props.selected} onClick={open}>
      {selection === undefined ? null : <Check {...props} selection={selection} />}
      {columns.map((column, index) => (
        <td
          key={column.key}
          data-stick={stickOf(index, columns.length)}
          data-after-check={selection !== undefined && index === 0}
          data-align={column.align}
          data-nowrap={column.nowrap}
        >
          {index === 0 && onOpen !== undefined && column.opens !== true ? (
            <OpenButton name={props.name} onOpen={() => onOpen(row)}>
              {column.render(row)}
            </OpenButton>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Rows are equal when what they show is equal; the handlers of the page change with each render and are taken fresh. */
export const TableRow = memo(Row, (before, after) => {
  return (
    before.row === after.row &&
    before.selected === after.selected &&
    before.columns === after.columns &&
    before.selection?.keys === after.selection?.keys
  );
}) as typeof Row;

function isOwnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,select,label,textarea') !== null;
}

function OpenButton(props: {
  readonly name: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  const say = useUi();
  return (
    <button
      type="button"
      className="table-open"
      title={say('openRow', { name: props.name })}
      onClick={props.onOpen}
    >
      {props.children}
    </button>
  );
}

function Check<R>(props: RowProps<R> & { readonly selection: Selection }) {
  const say = useUi();
  const { selection, rowKey } = props;
  return (
    <td className="table-check" data-stick="first">
      <label>
        <input
          type="checkbox"
          aria-label={say('selectRow', { name: props.name })}
          checked={props.selected}
          onChange={(event) => {
            const next = new Set(selection.keys);
            if (event.target.checked) next.add(rowKey);
            else next.delete(rowKey);
            selection.onChange(next);
          }}
        />
      </label>
    </td>
  );
}
