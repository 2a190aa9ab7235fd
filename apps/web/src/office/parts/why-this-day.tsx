/**
 * 为什么是这一天: how the day of a clock came about, with what was met on the way, its suspensions, and asking for one. A button
 * that opens a drawer; for every page that shows a day of the deadline engine.
 */
import './why-this-day.css';
import {
  deadlineReaders,
  explainDeadline,
  type WhyView,
} from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { type ReactNode, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { mayOpen } from '../shell/page-list.ts';
import { useSession } from '../shell/session.tsx';
import { useClockWords } from './clock-words.ts';
import { DeadlinePauses } from './deadline-pauses.tsx';

/** `clockKey`: clock and subject, e.g. `objectionAnswered:<id>`. `otherwise` is for those who may not read deadlines. */
export function WhyThisDay(props: {
  readonly clockKey: string;
  readonly onChanged?: () => void;
  readonly otherwise?: ReactNode;
}) {
  const say = useText(deadlineText);
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  if (!mayOpen({ roles: deadlineReaders }, person.roles)) return props.otherwise ?? null;
  return (
    <>
      <Button size="small" kind="quiet" onClick={() => setOpen(true)}>
        {say('why')}
      </Button>
      <Drawer open={open} title={say('why')} onClose={() => setOpen(false)}>
        <WhyContent clockKey={props.clockKey} onChanged={props.onChanged} />
      </Drawer>
    </>
  );
}

function WhyContent(props: { readonly clockKey: string; readonly onChanged: (() => void) | undefined }) {
  const found = useApiQuery(explainDeadline, { params: { key: props.clockKey } });
  if (found.error !== null) return <ErrorState error={found.error} onRetry={found.reload} />;
  if (found.data === undefined) return <Skeleton lines={8} />;
  const reload = () => {
    found.reload();
    props.onChanged?.();
  };
  return (
    <div className="why-day">
      <Facts why={found.data} />
      <Remarks why={found.data} />
      <DeadlinePauses why={found.data} onChanged={reload} />
    </div>
  );
}

function Facts({ why }: { readonly why: WhyView }) {
  const say = useText(deadlineText);
  const words = useClockWords();
  const { locale } = useLocale();
  const { basis, way } = why;
  const isCounted = basis.fixed === null;
  const length = `${words('span', why.clock)}${locale === 'en' ? ' ' : ''}${say(`unit.${basis.unit}`, { n: basis.length })}`;
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('clock'), value: words('clock', why.clock) },
        { name: say('subject'), value: why.subject },
        basis.before === null
          ? { name: say('startDay'), value: say('startDayNote', { day: formatDay(why.startedOn, locale) }) }
          : {
              name: say('countedBack'),
              value: say('countedBackFrom', { day: formatDay(basis.before, locale) }),
            },
        ...(isCounted ? [{ name: say('length'), value: length }] : []),
        {
          name: say('lastDay'),
          value: (
            <strong>
              <DateText value={why.dueOn} form="long" />
            </strong>
          ),
        },
        ...(isCounted
          ? [
              { name: say('basis'), value: basis.source === '' ? say('noBasis') : basis.source },
              ...(why.clock === 'listingTerm'
                ? []
                : [{ name: say('version'), value: version(say, basis.ruleVersion) }]),
              { name: say('way'), value: wayText(say, way) },
              { name: say('breaks'), value: <Breaks way={way} /> },
              { name: say('makeUps'), value: <MakeUps way={way} /> },
            ]
          : []),
      ]}
    />
  );
}

type Say = ReturnType<typeof useText<keyof typeof deadlineText.zh>>;
const version = (say: Say, n: number): string => (n === 0 ? say('versionPlain') : say('versionOf', { n }));
const wayText = (say: Say, way: WhyView['way']): string =>
  say('wayCounts', { calendar: way.calendarDays, working: way.workingDays, weekend: way.weekendDays });

function Breaks({ way }: { readonly way: WhyView['way'] }) {
  const say = useText(deadlineText);
  const { locale } = useLocale();
  if (way.breaks.length === 0) return <>{say('noneOnWay')}</>;
  return (
    <ul className="why-day-list">
      {way.breaks.map(({ name, from, to }) => (
        <li key={`${name} ${from}`}>
          {from === to
            ? say('breakOne', { name, from: formatDay(from, locale) })
            : say('breakOf', { name, from: formatDay(from, locale), to: formatDay(to, locale) })}
        </li>
      ))}
    </ul>
  );
}

function MakeUps({ way }: { readonly way: WhyView['way'] }) {
  const say = useText(deadlineText);
  const { locale } = useLocale();
  if (way.makeUpDays.length === 0) return <>{say('noneOnWay')}</>;
  return <>{way.makeUpDays.map((day) => formatDay(day, locale)).join(locale === 'zh' ? '、' : ', ')}</>;
}

function Remarks({ why }: { readonly why: WhyView }) {
  const say = useText(deadlineText);
  const { locale } = useLocale();
  const { basis, way } = why;
  const day = (value: string) => formatDay(value, locale);
  const lines = [
    basis.fixed === null ? '' : say(`fixed.${basis.fixed}`),
    basis.capped === 'none' ? '' : say(`capped.${basis.capped}`),
    basis.moved === null ? '' : say(`moved.${basis.moved.why}`, { day: day(basis.moved.from) }),
    basis.paused === 0 ? '' : say('pausedDays', { n: basis.paused }),
    why.doneOn === null ? '' : say('doneOn', { day: day(why.doneOn) }),
  ].filter((line) => line !== '');
  const isProvisional = basis.provisional && way.unpublishedYears.length > 0;
  return (
    <>
      {lines.length === 0 ? null : (
        <ul className="why-day-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {isProvisional ? (
        <Notice tone="warning">{say('unpublished', { years: way.unpublishedYears.join('、') })}</Notice>
      ) : null}
    </>
  );
}
