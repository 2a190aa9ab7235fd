/** Columns that plan tables share: name with items, scope, ratio, figures, period, partners, section. */
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { EntryFigures, EntryView } from '@mingcha/core/plans/plan-views.ts';
import { useMemo } from 'react';
import { formatNumber } from '../../shared/format.ts';
import { type Say, useLocale, useText } from '../../shared/i18n/locale.tsx';
import type { Column } from '../../shared/table/data-table.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { entryTones, ownItems, useRateText, useScopeText } from './words.ts';

export const entryKey = (row: EntryView) => row.id;

export function EntryName({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  const { locale } = useLocale();
  const items = ownItems(entry);
  return (
    <span className="plan-cell">
      <span>{entry.title[locale]}</span>
      <span className="plan-chips">
        {entry.fields.form === 'routineVisit' ? <StateChip>{say('form.routineVisit')}</StateChip> : null}
        {entry.fields.participants.length > 0 ? <StateChip tone="accent">{say('joint')}</StateChip> : null}
        {entry.fields.special === null ? null : <StateChip tone="accent">{say('special')}</StateChip>}
        {items.some((item) => !item.published) ? (
          <StateChip tone="void">{say('unpublished')}</StateChip>
        ) : null}
      </span>
    </span>
  );
}

/** The customary columns of the plan table, with base and number from the register as it is now. */
export function useEntryColumns(figures: readonly EntryFigures[]): readonly Column<EntryView>[] {
  const say = useText(planPageText);
  const rateText = useRateText();
  const scopeText = useScopeText();
  return useMemo(() => {
    const byEntry = new Map(figures.map((row) => [row.entryId, row]));
    const number = (value: number | undefined) => (value === undefined ? '…' : formatNumber(value));
    const columns: readonly Column<EntryView>[] = [
      { key: 'name', title: say('name'), width: 220, render: (row) => <EntryName entry={row} /> },
      { key: 'items', title: say('items'), width: 170, render: (row) => <Items entry={row} /> },
      { key: 'objects', title: say('objects'), width: 130, render: (row) => scopeText(row.fields) },
      { key: 'base', title: say('base'), align: 'end', render: (row) => number(byEntry.get(row.id)?.base) },
      { key: 'rate', title: say('rate'), nowrap: true, render: (row) => rateText(row.fields) },
      {
        key: 'target',
        title: say('target'),
        align: 'end',
        render: (row) => number(byEntry.get(row.id)?.yearly),
      },
      { key: 'window', title: say('window'), nowrap: true, render: (row) => <Window entry={row} /> },
      { key: 'partners', title: say('partners'), width: 140, render: (row) => <PartnerNames entry={row} /> },
      { key: 'section', title: say('section'), render: (row) => row.sectionName ?? '–' },
    ];
    return [...columns, ...extraColumns(say)];
  }, [figures, say, rateText, scopeText]);
}

/** Columns that a reader chooses. */
function extraColumns(say: Say<keyof typeof planPageText.zh>): readonly Column<EntryView>[] {
  const extra = true;
  const levels = (row: EntryView) =>
    `${say(`level.${row.fields.drawLevel}`)} / ${say(`level.${row.fields.checkLevel}`)}`;
  const methods = (row: EntryView) => row.fields.methods.map((method) => say(`method.${method}`)).join('、');
  return [
    {
      key: 'times',
      title: say('times'),
      extra,
      nowrap: true,
      render: (row) => say('timesN', { n: row.fields.times }),
    },
    { key: 'number', title: say('number'), extra, nowrap: true, render: (row) => row.number || '–' },
    { key: 'methods', title: say('methods'), extra, render: methods },
    { key: 'levels', title: say('levels'), extra, nowrap: true, render: levels },
    { key: 'remark', title: say('remark'), extra, render: (row) => row.fields.remark || '–' },
  ];
}

function Items({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  const names = ownItems(entry).map(
    (item) => `${item.name}${item.tier === null ? '' : `（${say(`tier.${item.tier}`)}）`}`,
  );
  return <>{names.join('；') || '–'}</>;
}

function Window({ entry }: { readonly entry: EntryView }) {
  return (
    <>
      {entry.fields.window.from}
      <br />
      {entry.fields.window.to}
    </>
  );
}

function PartnerNames({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  if (entry.partners.length === 0) return <>{'–'}</>;
  return (
    <span className="plan-cell">
      {entry.partners.map((partner) => (
        <span key={partner.name}>
          {partner.name} <span className="secondary">{say(`partner.${partner.state}`)}</span>
        </span>
      ))}
    </span>
  );
}

export function EntryStateChip({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  return <StateChip tone={entryTones[entry.state]}>{say(`entryState.${entry.state}`)}</StateChip>;
}
