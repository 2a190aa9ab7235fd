/** What the parts of fairness statistics share: the span, the basis line, readings, and the drawer of draws. */
import type { FairnessDrawRow } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { useMemo } from 'react';
import { formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';

export interface Span {
  readonly from: string;
  readonly to: string;
  /** Empty: all that the reader sees. */
  readonly agencyId: string;
}

/** As the routes want it. */
export function spanQuery({ from, to, agencyId }: Span) {
  return { from, to, ...(agencyId === '' ? {} : { agencyId }) };
}

/** One decimal: expectations are no whole numbers. */
export function decimal(value: number): string {
  return value.toFixed(1);
}

/** Whole bounds of exact bands without a decimal. */
export function bandText(row: {
  readonly low: number;
  readonly high: number;
  readonly method: string;
}): string {
  const bound = (value: number) => (row.method === 'exact' ? formatNumber(value) : decimal(value));
  return `${bound(row.low)}–${bound(row.high)}`;
}

export function Reading({ ask }: { readonly ask: boolean }) {
  const say = useText(fairnessText);
  return <StateChip tone={ask ? 'warning' : 'neutral'}>{say(ask ? 'ask' : 'fine')}</StateChip>;
}

interface Basis {
  readonly draws: number;
  readonly waiting: number;
  readonly sealed: number;
  readonly voided: number;
}

export function BasisLine({ basis }: { readonly basis: Basis }) {
  const say = useText(fairnessText);
  const { draws, waiting, sealed, voided } = basis;
  return <p className="secondary fairness-note">{say('basis', { draws, waiting, sealed, voided })}</p>;
}

interface Cell {
  readonly row: FairnessDrawRow;
}

/** A number that opens its rows. */
export function OpenFigure(props: {
  readonly value: string;
  readonly label: string;
  readonly onOpen: () => void;
}) {
  return (
    <button
      type="button"
      className="chart-link"
      aria-label={`${props.label} ${props.value}`}
      onClick={props.onOpen}
    >
      {props.value}
    </button>
  );
}

function Draw({ row }: Cell) {
  const { locale } = useLocale();
  return (
    <span>
      <GoTo to={`/draws/${row.drawId}`}>{locale === 'zh' ? row.title : row.titleEn}</GoTo>
      <span className="secondary fairness-figure">{row.agencyName}</span>
    </span>
  );
}

function Counts({ row }: Cell) {
  if (row.stratum === null) return null;
  return `${formatNumber(row.stratum.members)} / ${formatNumber(row.stratum.drawn)}`;
}

/** Columns of draws behind a figure. */
export function useDrawColumns(of: 'group' | 'people'): readonly Column<FairnessDrawRow>[] {
  const say = useText(fairnessText);
  return useMemo(() => {
    const strata: readonly Column<FairnessDrawRow>[] =
      of === 'people'
        ? []
        : [
            { key: 'stratum', title: say('stratum'), render: (row) => row.stratum?.name },
            {
              key: 'counts',
              title: say('stratumCounts'),
              align: 'end',
              nowrap: true,
              render: (row) => <Counts row={row} />,
            },
            {
              key: 'ofGroup',
              title: say('ofGroup'),
              align: 'end',
              render: (row) => formatNumber(row.ofGroup),
            },
          ];
    return [
      { key: 'draw', title: say('draw'), width: 220, render: (row) => <Draw row={row} /> },
      {
        key: 'day',
        title: say('drawnOn'),
        nowrap: true,
        render: (row) => <DateText value={row.drawnOn} form="short" />,
      },
      ...strata,
      { key: 'seen', title: say('seen'), align: 'end', render: (row) => formatNumber(row.seen) },
      { key: 'expected', title: say('expected'), align: 'end', render: (row) => decimal(row.expected) },
    ];
  }, [say, of]);
}
