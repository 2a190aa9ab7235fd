/** Columns of publications, for the list and for the page of one inspection. */

import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import type { PublicationRow } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import type { Column } from '../../shared/table/data-table.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { PublicationDue, PublicationStateChips } from './publication-state.tsx';

/** The unit's name, or the title of what concerns none. */
export const nameOfPublication = (row: PublicationRow): string =>
  row.objectName === '' ? row.title : row.objectName;

export function usePublicationColumns(): readonly Column<PublicationRow>[] {
  const say = useText(publicationPageText);
  const words = useText(publicLineText);
  return useMemo(
    () => [
      {
        key: 'object',
        opens: true,
        title: say('object'),
        width: 260,
        render: (row) => (
          <span className="publication-cell">
            <GoTo to={`/publications/${row.id}`}>{nameOfPublication(row)}</GoTo>
            <span className="secondary">{words(`kind.${row.kind}`)}</span>
          </span>
        ),
      },
      { key: 'state', title: say('state'), width: 180, render: (row) => <PublicationStateChips row={row} /> },
      { key: 'due', title: say('due'), nowrap: true, render: (row) => <PublicationDue row={row} /> },
      {
        key: 'task',
        title: say('task'),
        width: 260,
        render: (row) =>
          row.kind === 'result' ? (
            <span className="publication-cell">
              <span>{row.title}</span>
              <span className="secondary">{row.taskNumber}</span>
            </span>
          ) : (
            <span className="secondary">{row.taskNumber === '' ? '–' : row.taskNumber}</span>
          ),
      },
      {
        key: 'published',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.publishedOn} form="short" />,
      },
    ],
    [say, words],
  );
}
