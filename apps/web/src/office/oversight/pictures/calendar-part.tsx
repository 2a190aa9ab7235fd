/** On which days of a year visits were made; each day opens its visits. */

import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { pictureCalendar } from '@mingcha/core/oversight/pictures/pictures-api.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Chart } from '../../parts/chart.tsx';
import { PartState } from './part-state.tsx';
import { calendarOption } from './picture-options.ts';
import { calendarWords, lastMonths } from './picture-words.ts';
import type { PartProps } from './trend-part.tsx';

export function CalendarPart({ span, onOpen }: PartProps) {
  const say = useText(pictureText);
  const { locale } = useLocale();
  const [thisYear] = useState(() => Number(lastMonths(1).to.slice(0, 4)));
  const [year, setYear] = useState(thisYear);
  const agency = span.agencyId === undefined ? {} : { agencyId: span.agencyId };
  const list = useApiQuery(pictureCalendar, { query: { year, ...agency } });
  const { data } = list;
  const option = useMemo(
    () => calendarOption({ year, days: data?.days ?? [] }, calendarWords(locale)),
    [data, year, locale],
  );
  if (data === undefined) return <PartState list={list} />;
  const open = (day: string) =>
    data.hasRows
      ? () => onOpen({ title: day, of: 'day', span: { from: day, to: day, ...agency } })
      : undefined;
  const total = data.days.reduce((sum, each) => sum + each.count, 0);
  const most = data.days.reduce((a, b) => (b.count > a.count ? b : a), { day: '', count: 0 });
  return (
    <Chart
      title={say('calendar', { year })}
      asOf={data.asOf}
      says={
        total === 0
          ? say('calendarNone')
          : say('calendarSays', { total, days: data.days.length, day: most.day, most: most.count })
      }
      option={option}
      height={240}
      onMark={({ value }) => {
        const day: unknown = Array.isArray(value) ? value[0] : '';
        if (typeof day === 'string') open(day)?.();
      }}
      head={[say('day'), say('count')]}
      rows={data.days.map(({ day, count }) => ({
        key: day,
        cells: [{ text: day }, { text: formatNumber(count), onOpen: open(day), label: `${day} ${count}` }],
      }))}
      actions={
        <span className="no-print">
          <SelectField
            name="calendarYear"
            label={say('year')}
            choices={Array.from({ length: 5 }, (_, i) => String(thisYear - i)).map((value) => ({
              value,
              label: value,
            }))}
            value={String(year)}
            onChange={(value) => setYear(Number(value))}
          />
        </span>
      }
    />
  );
}
