/** 工作日历: years with their notices, what is missing, a day counted on trial; the administrator enters and corrects. */
import './rules.css';
import {
  type CalendarVersion,
  calendarYears,
  countWorkingDays,
} from '@mingcha/core/registers/rules/calendar-api.ts';
import { calendarPageText } from '@mingcha/core/registers/rules/calendar-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { useLocale, useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';
import { missingYear } from './missing-year.ts';

export function CalendarPage() {
  const say = useText(calendarPageText);
  const isAdministrator = useHasRole('administrator');
  const read = useApiQuery(calendarYears);
  const years = read.data?.years;
  const next = (years?.[0]?.year ?? 0) + 1;
  const add = (
    <GoTo to={`/calendar/${next}`} className={buttonClass({ kind: 'primary' })}>
      {say('addYear', { year: next })}
    </GoTo>
  );
  return (
    <Page>
      <PageHeader
        title={say('calendar')}
        lead={say('calendarLead')}
        {...(isAdministrator && years !== undefined ? { actions: add } : {})}
      />
      {read.error !== null ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {read.data === undefined || years === undefined ? (
        read.error === null && <Skeleton lines={10} />
      ) : (
        <>
          <Missing today={read.data.today} years={years} />
          <TryOut today={read.data.today} />
          {years.map((one) => (
            <YearSection key={one.year} {...one} canCorrect={isAdministrator} />
          ))}
        </>
      )}
    </Page>
  );
}

function Missing(props: { readonly today: string; readonly years: readonly { readonly year: number }[] }) {
  const say = useText(calendarPageText);
  const first = missingYear(props.today, props.years);
  if (first === undefined) return null;
  return (
    <Notice tone="warning" title={say('missing', { year: first })}>
      {say('missingHint')}
    </Notice>
  );
}

function TryOut(props: { readonly today: string }) {
  const say = useText(calendarPageText);
  const sentence = useSentence();
  const { locale } = useLocale();
  const [from, setFrom] = useState(props.today);
  const [days, setDays] = useState('20');
  const isAsked = /^\d{1,3}$/.test(days) && /^\d{4}-\d{2}-\d{2}$/.test(from);
  const counted = useApiQuery(
    countWorkingDays,
    { query: { from, days: isAsked ? Number(days) : 0 } },
    { enabled: isAsked },
  );
  return (
    <Section title={say('tryTitle')}>
      <div className="rule-row">
        <DayField name="from" label={say('tryFrom')} value={from} onChange={setFrom} />
        <TextField
          name="days"
          label={say('tryDays')}
          short
          inputMode="numeric"
          maxLength={3}
          value={days}
          onChange={setDays}
        />
        <output className="rule-example-sentence">
          {!isAsked
            ? ''
            : counted.error !== null
              ? sentence(counted.error)
              : counted.data === undefined
                ? ''
                : say('tryResult', { day: formatDay(counted.data.day, locale) })}
        </output>
      </div>
    </Section>
  );
}

function YearSection(props: {
  readonly year: number;
  readonly versions: readonly CalendarVersion[];
  readonly canCorrect: boolean;
}) {
  const say = useText(calendarPageText);
  const [now, ...older] = props.versions;
  if (now === undefined) return null;
  return (
    <Section
      title={say('yearTitle', { year: props.year })}
      {...(props.canCorrect
        ? {
            actions: (
              <GoTo to={`/calendar/${props.year}`} className={buttonClass({ size: 'small' })}>
                {say('correctYear')}
              </GoTo>
            ),
          }
        : {})}
    >
      <YearFacts version={now} />
      {older.length === 0 ? null : (
        <details>
          <summary>{say('olderVersions')}</summary>
          {older.map((one) => (
            <YearFacts key={one.version} version={one} />
          ))}
        </details>
      )}
    </Section>
  );
}

function YearFacts(props: { readonly version: CalendarVersion }) {
  const { version } = props;
  const say = useText(calendarPageText);
  const { locale } = useLocale();
  const day = (value: string) => formatDay(value, locale);
  const origin =
    version.version === 0
      ? say('bundled')
      : `${say('enteredBy', { person: version.enteredBy })} ${version.reason}`.trim();
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('source'), value: version.source, wide: true },
        {
          name: say('workingDays'),
          value: `${version.workingDays} ${say('workingDaysUnit')}`,
        },
        {
          name: version.version === 0 ? say('inForce') : say('versionNo', { version: version.version }),
          value: (
            <>
              {origin} {version.enteredAt === null ? null : <DateText value={version.enteredAt} />}
            </>
          ),
        },
        {
          name: say('breaks'),
          wide: true,
          value: (
            <ul className="rule-days">
              {version.breaks.map((one) => (
                <li key={`${one.name} ${one.from}`}>
                  {one.name} {one.from === one.to ? day(one.from) : `${day(one.from)} – ${day(one.to)}`}
                </li>
              ))}
            </ul>
          ),
        },
        {
          name: say('makeUp'),
          wide: true,
          value:
            version.makeUpDays.length === 0 ? (
              say('noMakeUp')
            ) : (
              <ul className="rule-days">
                {version.makeUpDays.map((one) => (
                  <li key={one}>{day(one)}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
