/** Columns of the exceptions: each row leads to its evidence. */
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { Facts, useKindWords } from './facts.tsx';

export function useExceptionColumns(): readonly Column<ExceptionRow>[] {
  const say = useText(auditPageText);
  return useMemo(
    () => [
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => <Kind row={row} /> },
      {
        key: 'day',
        title: say('day'),
        nowrap: true,
        render: (row) => <DateText value={row.day} form="short" />,
      },
      { key: 'subject', title: say('subject'), width: 240, render: (row) => row.subject },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      { key: 'people', title: say('people'), render: (row) => row.people },
      { key: 'facts', title: say('facts'), width: 300, render: (row) => <Facts row={row} /> },
      { key: 'evidence', title: say('evidence'), nowrap: true, render: (row) => <Evidence row={row} /> },
    ],
    [say],
  );
}

interface Cell {
  readonly row: ExceptionRow;
}

function Kind({ row }: Cell) {
  return useKindWords().name(row.kind);
}

function Evidence({ row }: Cell) {
  const say = useText(auditPageText);
  const { kind, id } = row.evidence;
  if (kind === 'draw') return <GoTo to={`/audit/draws/${id}`}>{say('openDraw')}</GoTo>;
  return (
    <GoTo to={kind === 'entry' ? `/ledger?seq=${id}` : `/ledger?subject=${id}`}>{say('openLedger')}</GoTo>
  );
}
