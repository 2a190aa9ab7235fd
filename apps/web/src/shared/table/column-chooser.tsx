/** Which columns a reader sees, remembered per list. The first column always stays. */
import { useMemo, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { readSetting, writeSetting } from '../settings.ts';
import { Button } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import type { Column } from './data-table.tsx';

export interface ChosenColumns<R> {
  readonly visible: readonly Column<R>[];
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly reset: () => void;
}

export function useColumns<R>(list: string, columns: readonly Column<R>[]): ChosenColumns<R> {
  const name = `columns.${list}`;
  const byDefault = columns.filter((column) => column.extra === true).map((column) => column.key);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const kept = readSetting(name);
    return new Set(kept === null ? byDefault : kept.split(','));
  });
  const visible = useMemo(
    () => columns.filter((column, index) => index === 0 || !hidden.has(column.key)),
    [columns, hidden],
  );
  const keep = (next: ReadonlySet<string>) => {
    writeSetting(name, [...next].join(','));
    setHidden(next);
  };
  return {
    visible,
    hidden,
    toggle: (key) => {
      const next = new Set(hidden);
      if (!next.delete(key)) next.add(key);
      keep(next);
    },
    reset: () => keep(new Set(byDefault)),
  };
}

export function ColumnChooser<R>(props: {
  readonly columns: readonly Column<R>[];
  readonly chosen: ChosenColumns<R>;
}) {
  const say = useUi();
  const { columns, chosen } = props;
  return (
    <Popover label={say('columns')} icon="columns">
      {columns.slice(1).map((column) => (
        <label key={column.key} className="choice">
          <input
            type="checkbox"
            checked={!chosen.hidden.has(column.key)}
            onChange={() => chosen.toggle(column.key)}
          />
          <span>{column.title}</span>
        </label>
      ))}
      <Button size="small" onClick={chosen.reset}>
        {say('columnsReset')}
      </Button>
    </Popover>
  );
}
