/** How often groups of objects were drawn, against the sealed strata: picture, table, and the draws behind each number. */
import type { Catalogue } from '@mingcha/core/common/text.ts';
import { type FairnessAxis, fairnessAxes } from '@mingcha/core/oversight/fairness/fairness.ts';
import {
  type FairnessGroup,
  fairnessGroupDraws,
  fairnessGroups,
} from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { kindFields } from '@mingcha/core/registers/objects/kind-fields-form.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useCallback, useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { Chart } from '../../parts/chart.tsx';
import { BasisLine, bandText, decimal, type Span, spanQuery, useDrawColumns } from './fairness-parts.tsx';
import { groupsOption } from './groups-option.ts';

/** The word of a value on its axis. */
function useGroupName(axis: FairnessAxis): (row: Pick<FairnessGroup, 'value' | 'label'>) => string {
  const say = useText(fairnessText);
  const { locale } = useLocale();
  return useCallback(
    ({ value, label }) => {
      if (axis === 'area') return value === '' ? say('unnamed') : label === '' ? value : label;
      if (axis === 'size') {
        const choices = kindFields.find((field) => field.key === 'sizeClass')?.choices ?? [];
        const choice = choices.find(([key]) => key === value);
        return choice?.[locale === 'zh' ? 1 : 2] ?? say('unnamed');
      }
      const words: Catalogue = registerText;
      return words[locale][`${axis}.${value}`] ?? (value === '' ? say('unnamed') : value);
    },
    [axis, locale, say],
  );
}

export function GroupsPart({ span }: { readonly span: Span }) {
  const say = useText(fairnessText);
  const [axis, setAxis] = useState<FairnessAxis>('credit');
  const [open, setOpen] = useState<FairnessGroup | null>(null);
  const nameOf = useGroupName(axis);
  const list = useApiQuery(fairnessGroups, { query: { ...spanQuery(span), axis } });
  const choose = (
    <SelectField
      name="axis"
      label={say('axis')}
      choices={fairnessAxes.map((value) => ({ value, label: say(`axis.${value}`) }))}
      value={axis}
      onChange={(value) => setAxis(value as FairnessAxis)}
    />
  );
  return (
    <Section title={say('tab.groups')}>
      <div className="fairness-tools no-print">{choose}</div>
      {list.status === 'error' || list.status === 'forbidden' ? (
        <ErrorState error={list.error} onRetry={list.reload} />
      ) : list.data === undefined ? (
        <Skeleton lines={8} />
      ) : list.data.rows.length === 0 ? (
        <EmptyState title={say('noDraws')} text={say('noDrawsText')} />
      ) : (
        <GroupsPicture rows={list.data.rows} asOf={list.data.asOf} nameOf={nameOf} onOpen={setOpen} />
      )}
      {list.data === undefined ? null : <BasisLine basis={list.data} />}
      <p className="secondary fairness-note">
        {say('groupsNote')}
        {axis === 'size' ? say('sizeNote') : ''}
      </p>
      <Drawer
        open={open !== null}
        title={open === null ? '' : say('rowsOf', { name: nameOf(open) })}
        onClose={() => setOpen(null)}
      >
        {open === null ? null : <GroupDraws span={span} axis={axis} value={open.value} />}
      </Drawer>
    </Section>
  );
}

interface PictureProps {
  readonly rows: readonly FairnessGroup[];
  readonly asOf: string;
  readonly nameOf: (row: FairnessGroup) => string;
  readonly onOpen: (row: FairnessGroup) => void;
}

function GroupsPicture(props: PictureProps) {
  const { rows, nameOf, onOpen } = props;
  const say = useText(fairnessText);
  const option = useMemo(() => groupsOption({ rows, nameOf, say }), [rows, nameOf, say]);
  return (
    <Chart
      title={say('groupsPicture')}
      asOf={props.asOf}
      says={say('groupsSays')}
      option={option}
      height={Math.min(900, 90 + rows.length * 36)}
      onMark={({ dataIndex }) => {
        const row = rows[dataIndex];
        if (row !== undefined) onOpen(row);
      }}
      head={[say('group'), say('members'), say('expected'), say('band'), say('seen'), say('outcome')]}
      rows={rows.map((row) => ({
        key: row.value,
        cells: [
          { text: nameOf(row) },
          { text: formatNumber(row.members) },
          { text: decimal(row.expected) },
          { text: bandText(row) },
          {
            text: formatNumber(row.seen),
            onOpen: () => onOpen(row),
            label: `${nameOf(row)} ${say('seen')} ${row.seen}`,
          },
          { text: say(row.ask ? 'ask' : 'fine') },
        ],
      }))}
    />
  );
}

function GroupDraws(props: { readonly span: Span; readonly axis: FairnessAxis; readonly value: string }) {
  const say = useText(fairnessText);
  const { span, axis, value } = props;
  const paging = usePaging('fairness.groupDraws');
  const list = useApiQuery(fairnessGroupDraws, {
    query: { ...spanQuery(span), axis, value, ...paging.query },
  });
  return (
    <DataTable
      id="fairness.groupDraws"
      label={say('draw')}
      columns={useDrawColumns('group')}
      rows={list.data?.rows}
      rowKey={(row) => row.key}
      rowName={(row) => row.title}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('noDraws')} text={say('noDrawsText')} />}
    />
  );
}
