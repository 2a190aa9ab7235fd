/** The foot of a table: total where known, rows per page, one page back and on. */

import { formatNumber } from '../format.ts';
import { useUi } from '../i18n/locale.tsx';
import { Button } from '../ui/button.tsx';
import { type Paging, pageSizes } from './use-paging.ts';

export interface FootProps {
  readonly paging: Paging | undefined;
  readonly next: string | null;
  readonly total: number | null;
}

export function TableFoot(props: FootProps) {
  const say = useUi();
  const { paging, next, total } = props;
  if (paging === undefined) return null;
  return (
    <div className="table-foot no-print">
      <span>{total === null ? '' : say('totalRows', { n: formatNumber(total) })}</span>
      <div className="table-pages">
        <label>
          {say('rowsPerPage')}
          <select
            className="input"
            value={paging.limit}
            onChange={(event) => paging.setLimit(Number(event.target.value))}
          >
            {pageSizes.map((size) => (
              <option key={size} value={size}>
                {say('rowsUnit', { n: size })}
              </option>
            ))}
          </select>
        </label>
        <Button size="small" icon="left" disabled={paging.page === 1} onClick={paging.back}>
          {say('pagePrevious')}
        </Button>
        <span>{say('pageNumber', { n: paging.page })}</span>
        <Button size="small" disabled={next === null} onClick={() => next !== null && paging.forward(next)}>
          {say('pageNext')}
        </Button>
      </div>
    </div>
  );
}
