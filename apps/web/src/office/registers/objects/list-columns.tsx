/** The columns of the object list, today's and that of a day. */
import type { ObjectRow } from '@mingcha/core/registers/object.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import type { Words } from '../words.ts';

export function useObjectColumns(words: Words): readonly Column<ObjectRow>[] {
  const say = useText(registerPageText);
  return useMemo(
    () => [
      { key: 'name', title: words.field('name'), width: 220, render: (row) => row.name },
      { key: 'code', title: say('field_code'), render: (row) => <Code row={row} /> },
      {
        key: 'kind',
        title: words.field('kind'),
        nowrap: true,
        render: (row) => words.word(`kind.${row.kind}`),
      },
      { key: 'address', title: words.field('address'), width: 200, render: (row) => row.address || '–' },
      {
        key: 'area',
        title: words.field('divisionCode'),
        nowrap: true,
        render: (row) => row.divisionCode || '–',
      },
      {
        key: 'industryCode',
        title: words.field('industryCode'),
        extra: true,
        render: (row) => row.industryCode || '–',
      },
      { key: 'industry', title: words.field('industry'), width: 110, render: (row) => row.industry || '–' },
      {
        key: 'risk',
        title: words.field('riskLevel'),
        nowrap: true,
        render: (row) => words.word(`risk.${row.riskLevel}`),
      },
      {
        key: 'credit',
        title: words.field('creditClass'),
        nowrap: true,
        render: (row) => (row.creditClass === '' ? words.word('credit.') : row.creditClass),
      },
      {
        key: 'section',
        title: words.field('sectionId'),
        nowrap: true,
        render: (row) => row.sectionName ?? '–',
      },
      { key: 'tags', title: words.field('tags'), extra: true, render: (row) => row.tags.join('、') || '–' },
      {
        key: 'status',
        title: words.field('status'),
        nowrap: true,
        render: (row) => <StateChip>{words.word(`status.${row.status}`)}</StateChip>,
      },
    ],
    [words, say],
  );
}

function Code(props: { readonly row: ObjectRow }) {
  const code = props.row.uscc ?? props.row.registrationNumber ?? props.row.localCode;
  return code === null ? (
    <span className="secondary">{'–'}</span>
  ) : (
    <span className="mono nowrap">{code}</span>
  );
}
