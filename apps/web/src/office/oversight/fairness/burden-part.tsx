/** The year's burden per enterprise over all agencies against the caps; each figure filters the list, each row opens its visits. */
import { type BurdenSign, burdenSigns } from '@mingcha/core/oversight/fairness/fairness.ts';
import {
  type BurdenRow,
  type BurdenVisitRow,
  fairnessBurden,
  fairnessBurdenVisits,
} from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { ruleWordText } from '@mingcha/core/registers/rules/rule-word-text.ts';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { dayOfInstant, formatNumber } from '../../../shared/format.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { Figures, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { OpenFigure } from './fairness-parts.tsx';

const rowKey = (row: BurdenRow) => row.objectKey;
const rowName = (row: BurdenRow) => row.name;
const thisYear = (): number => Number(dayOfInstant(nowInstant()).slice(0, 4));

export function BurdenPart() {
  const say = useText(fairnessText);
  const [year, setYear] = useState(String(thisYear()));
  const [sign, setSign] = useState('');
  const [open, setOpen] = useState<BurdenRow | null>(null);
  const paging = usePaging('fairness.burden');
  const list = useApiQuery(fairnessBurden, {
    query: { year: Number(year), ...(sign === '' ? {} : { sign: sign as BurdenSign }), ...paging.query },
  });
  const { data } = list;
  const choose = (next: string) => {
    setSign(next);
    paging.reset();
  };
  const years = Array.from({ length: 5 }, (_, i) => String(thisYear() - i));
  return (
    <Section title={say('burdenTitle')}>
      <p>{say('burdenLead', { version: data?.ruleVersion ?? 0 })}</p>
      <div className="fairness-tools no-print">
        <SelectField
          name="year"
          label={say('year')}
          choices={years.map((value) => ({ value, label: value }))}
          value={year}
          onChange={(value) => {
            setYear(value);
            paging.reset();
          }}
        />
        <SelectField
          name="sign"
          label={say('signs')}
          empty={say('sign.all')}
          choices={burdenSigns.map((value) => ({ value, label: say(`sign.${value}`) }))}
          value={sign}
          onChange={choose}
        />
      </div>
      {data === undefined ? null : <Counts data={data} onChoose={choose} />}
      <DataTable
        id="fairness.burden"
        label={say('burdenTitle')}
        columns={useBurdenColumns(setOpen)}
        rows={data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={data?.next ?? null}
        empty={<EmptyState title={say('burdenNone')} text={say('burdenNoneText')} />}
      />
      <p className="secondary fairness-note">{say('burdenNote')}</p>
      <VisitsDrawer year={Number(year)} of={open} onClose={() => setOpen(null)} />
    </Section>
  );
}

function VisitsDrawer(props: {
  readonly year: number;
  readonly of: BurdenRow | null;
  readonly onClose: () => void;
}) {
  const say = useText(fairnessText);
  const { of, year } = props;
  return (
    <Drawer
      open={of !== null}
      title={of === null ? '' : say('burdenVisits', { name: of.name })}
      onClose={props.onClose}
    >
      {of === null ? null : <Visits year={year} of={of} />}
    </Drawer>
  );
}

function Counts(props: {
  readonly data: z.output<typeof fairnessBurden.response>;
  readonly onChoose: (sign: string) => void;
}) {
  const say = useText(fairnessText);
  const { data, onChoose } = props;
  const signs = burdenSigns.map((sign) => ({
    name: say(`sign.${sign}`),
    value: (
      <OpenFigure
        value={formatNumber(data.signs[sign])}
        label={say(`sign.${sign}`)}
        onOpen={() => onChoose(sign)}
      />
    ),
  }));
  return (
    <div className="fairness-counts">
      <Figures figures={[{ name: say('enterprises'), value: formatNumber(data.enterprises) }, ...signs]} />
    </div>
  );
}

function useBurdenColumns(onOpen: (row: BurdenRow) => void): readonly Column<BurdenRow>[] {
  const say = useText(fairnessText);
  return useMemo(
    () => [
      { key: 'name', title: say('object'), width: 220, render: (row) => <Enterprise row={row} /> },
      {
        key: 'visits',
        title: say('visits'),
        align: 'end',
        render: (row) => (
          <OpenFigure
            value={formatNumber(row.visits)}
            label={`${row.name} ${say('visits')}`}
            onOpen={() => onOpen(row)}
          />
        ),
      },
      {
        key: 'counted',
        title: say('counted'),
        align: 'end',
        nowrap: true,
        render: (row) =>
          `${formatNumber(row.counted)} / ${row.cap === null ? say('noCap') : formatNumber(row.cap)}`,
      },
      { key: 'bodies', title: say('bodies'), align: 'end', render: (row) => formatNumber(row.bodies) },
      {
        key: 'most',
        title: say('mostInMonth'),
        align: 'end',
        render: (row) => formatNumber(row.mostInMonth),
      },
      { key: 'signs', title: say('signs'), render: (row) => <Signs row={row} /> },
    ],
    [say, onOpen],
  );
}

function Enterprise({ row }: { readonly row: BurdenRow }) {
  return (
    <span>
      {row.name}
      <span className="secondary fairness-figure">{row.code}</span>
    </span>
  );
}

function Signs({ row }: { readonly row: BurdenRow }) {
  const say = useText(fairnessText);
  return (
    <span className="fairness-signs">
      {row.signs.map((sign) => (
        <StateChip key={sign} tone={sign === 'overCap' ? 'void' : sign === 'atCap' ? 'warning' : 'neutral'}>
          {say(`sign.${sign}`)}
        </StateChip>
      ))}
    </span>
  );
}

function Visits(props: { readonly year: number; readonly of: BurdenRow }) {
  const say = useText(fairnessText);
  const words = useText(ruleWordText);
  const { objectKey, objectId } = props.of;
  const list = useApiQuery(fairnessBurdenVisits, { query: { year: props.year, objectKey } });
  const columns = useMemo<readonly Column<BurdenVisitRow>[]>(
    () => [
      {
        key: 'day',
        title: say('day'),
        nowrap: true,
        render: (row) => <DateText value={row.day} form="short" />,
      },
      { key: 'body', title: say('body'), render: (row) => row.bodyName },
      { key: 'kind', title: say('visitKind'), render: (row) => words(`kind.${row.kind}` as 'kind.routine') },
      {
        key: 'counted',
        title: say('countedShort'),
        render: (row) =>
          `${say(row.isCounted ? 'countedShort' : 'notCounted')}${row.isJoint ? ` · ${say('joint')}` : ''}`,
      },
    ],
    [say, words],
  );
  return (
    <>
      <p>
        <GoTo to={`/objects/${objectId}`}>{say('objectPage')}</GoTo>
      </p>
      <DataTable
        id="fairness.burdenVisits"
        label={say('visits')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.bodyName}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('burdenNone')} />}
      />
    </>
  );
}
