/** The choice of period, cut-off and scope above the statistics, kept in the address so that a page can be sent on. */
import { jurisdictionReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { useRouterState } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { dayOfInstant } from '../../../shared/format.ts';
import { DayField, SelectField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { type Chosen, chosenOf, periodKinds, searchOf } from './period.ts';

/** The day in the business zone. */
const today = (): string => dayOfInstant(nowInstant());

/** The choice in the address, and how a person's scope begins. */
export function useChosen(): {
  readonly chosen: Chosen;
  readonly ownAgency: string;
  readonly seesAll: boolean;
} {
  const { person } = useSession();
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const seesAll = jurisdictionReaders.some((role) => person.roles.includes(role));
  const first = seesAll && !person.roles.includes('agencyHead') ? 'all' : 'own';
  const chosen = useMemo(() => {
    const found = chosenOf(new URLSearchParams(text), { scope: first, today: today() });
    return seesAll ? found : { ...found, scope: 'own' as const };
  }, [text, first, seesAll]);
  return { chosen, ownAgency: person.agency.id, seesAll };
}

export function PeriodBar(props: { readonly path: string; readonly more?: string }) {
  const { chosen } = useChosen();
  return <Fields key={searchOf(chosen)} {...props} first={chosen} />;
}

function Fields(props: { readonly path: string; readonly more?: string; readonly first: Chosen }) {
  const say = useText(figuresText);
  const go = useGo();
  const { seesAll } = useChosen();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Chosen) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const show = (chosen: string) => go(`${props.path}?${chosen}${props.more ?? ''}`);
  return (
    <FilterBar onSearch={() => show(searchOf(typed))} onReset={() => show((props.more ?? '').slice(1))}>
      <SelectField
        name="kind"
        label={say('period')}
        empty={null}
        choices={periodKinds.map((value) => ({ value, label: say(`period.${value}`) }))}
        value={typed.kind}
        onChange={(value) => setTyped((old) => ({ ...old, kind: value as Chosen['kind'], part: '1' }))}
      />
      <Days typed={typed} set={set} />
      <DayField name="asOf" label={say('asOf')} value={typed.asOf} onChange={set('asOf')} />
      {seesAll ? (
        <SelectField
          name="scope"
          label={say('scope')}
          empty={null}
          choices={(['own', 'all'] as const).map((value) => ({ value, label: say(`scope.${value}`) }))}
          value={typed.scope}
          onChange={set('scope')}
        />
      ) : null}
    </FilterBar>
  );
}

const years = (): readonly string[] => {
  const now = Number(today().slice(0, 4));
  return [now + 1, now, now - 1, now - 2, now - 3, now - 4].map(String);
};

function Days({ typed, set }: { typed: Chosen; set: (name: keyof Chosen) => (value: string) => void }) {
  const say = useText(figuresText);
  const { locale } = useLocale();
  if (typed.kind === 'free')
    return (
      <>
        <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
        <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
      </>
    );
  const monthName = (n: number): string =>
    new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2026, n - 1, 1),
    );
  return (
    <>
      <SelectField
        name="year"
        label={say('year')}
        empty={null}
        choices={[...new Set([typed.year, ...years()])]
          .toSorted()
          .toReversed()
          .map((value) => ({ value, label: value }))}
        value={typed.year}
        onChange={set('year')}
      />
      {typed.kind === 'month' ? (
        <SelectField
          name="part"
          label={say('month')}
          empty={null}
          choices={Array.from({ length: 12 }, (_, n) => ({ value: String(n + 1), label: monthName(n + 1) }))}
          value={typed.part}
          onChange={set('part')}
        />
      ) : null}
      {typed.kind === 'quarter' ? (
        <SelectField
          name="part"
          label={say('quarter')}
          empty={null}
          choices={([1, 2, 3, 4] as const).map((n) => ({ value: String(n), label: say(`quarter.${n}`) }))}
          value={typed.part}
          onChange={set('part')}
        />
      ) : null}
    </>
  );
}
