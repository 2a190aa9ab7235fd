/**
 * 大屏: one dark page of 16:9 for a wall: real numbers with their time, each leading to its records. Reads only, renews itself, is
 * no landing page, and puts nobody in an order.
 */
import './screen.css';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { percentText } from '@mingcha/core/oversight/pictures/brief.ts';
import { type LeaderBrief, readBrief } from '@mingcha/core/oversight/pictures/brief-api.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { useEffect, useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay, formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { GoIfOpen } from '../../shell/go-if-open.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { FunnelPart } from './funnel-part.tsx';
import { PartState } from './part-state.tsx';
import { lastMonths } from './picture-words.ts';
import { type OpenedRows, RowsDrawer } from './rows-drawer.tsx';
import { TrendPart } from './trend-part.tsx';

const renewMs = 5 * 60_000;

/** Counts up each time the figures are read anew. */
function useRounds(reload: () => void): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => {
      reload();
      setRound((last) => last + 1);
    }, renewMs);
    return () => window.clearInterval(timer);
  }, [reload]);
  return round;
}

/** The same bounds as the brief's: a leader sees the own agency, coordination and audit the place. */
function useAgency(): { readonly agencyId?: string } {
  const { person } = useSession();
  const isOverAll = person.roles.includes('coordinator') || person.roles.includes('auditor');
  const own = person.agency.id;
  return useMemo(() => (isOverAll ? {} : { agencyId: own }), [isOverAll, own]);
}

export function ScreenPage() {
  const say = useText(pictureText);
  const words = useText(indicatorText);
  const { locale } = useLocale();
  const list = useApiQuery(readBrief, {});
  const [opened, setOpened] = useState<OpenedRows | null>(null);
  const { data } = list;
  const round = useRounds(list.reload);
  const agency = useAgency();
  const span = useMemo(() => ({ ...lastMonths(12), ...agency }), [agency]);
  const part = { span, indicator: 'publicationTimeliness', onOpen: setOpened, wall: true } as const;
  return (
    <div className="screen theme-ceremony">
      <header className="screen-head">
        <h1>
          {data === undefined ? '' : `${data.name} `}
          {say('screenTitle')}
        </h1>
        <p>{data === undefined ? '' : say('screenAsOf', { day: formatDay(data.asOf, locale) })}</p>
        <div className="screen-tools no-print">
          <Button
            kind="quiet"
            onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
          >
            {say('screenFull')}
          </Button>
          <GoTo to="/oversight/pictures">{say('screenBack')}</GoTo>
        </div>
      </header>
      {data === undefined ? (
        <PartState list={list} />
      ) : (
        <main className="screen-body">
          <Numbers brief={data} agency={agency} onOpen={setOpened} />
          <section className="screen-panel" aria-label={say('funnel')}>
            <h2>{say('funnel')}</h2>
            <FunnelPart key={`funnel ${round}`} {...part} />
          </section>
          <section className="screen-panel" aria-label={words('publicationTimeliness.name')}>
            <h2>{say('trend', { name: words('publicationTimeliness.name') })}</h2>
            <TrendPart key={`trend ${round}`} {...part} />
          </section>
          <LatePanel brief={data} />
        </main>
      )}
      <footer className="screen-note">{say('screenNote')}</footer>
      <div className="screen-light">
        <RowsDrawer opened={opened} onClose={() => setOpened(null)} />
      </div>
    </div>
  );
}

function Numbers(props: {
  readonly brief: LeaderBrief;
  readonly agency: { readonly agencyId?: string };
  readonly onOpen: (rows: OpenedRows) => void;
}) {
  const say = useText(pictureText);
  const { brief, onOpen } = props;
  const { rectifications, objections, now } = brief;
  const timeliness = brief.indicators.find((row) => row.indicator === 'publicationTimeliness')?.now;
  const openMonth = () =>
    onOpen({
      title: say('screenTimeliness'),
      of: 'indicator',
      indicator: 'publicationTimeliness',
      by: 'all',
      unit: '',
      column: 'denominator',
      span: { from: now.from, to: now.to, ...props.agency },
    });
  return (
    <section className="screen-numbers" aria-label={say('screenTitle')}>
      <div>
        <h2>{say('screenTimeliness')}</h2>
        <button type="button" className="screen-number" onClick={openMonth}>
          {timeliness === undefined ? '–' : percentText(timeliness)}
        </button>
        <p>{timeliness === undefined ? '' : `${timeliness.numerator} / ${timeliness.denominator}`}</p>
      </div>
      <Wait name={say('screenRectifications')} path="/followups" count={rectifications} />
      <Wait name={say('screenObjections')} path="/objections" count={objections} />
      <div>
        <h2>{say('screenLate')}</h2>
        <GoTo
          to="/responsibilities"
          className="screen-number"
          label={`${say('screenLate')} ${brief.late.total}`}
        >
          {formatNumber(brief.late.total)}
        </GoTo>
      </div>
    </section>
  );
}

function Wait(props: {
  readonly name: string;
  readonly path: string;
  readonly count: LeaderBrief['objections'];
}) {
  const say = useText(pictureText);
  const { name, path, count } = props;
  return (
    <div>
      <h2>{name}</h2>
      <GoIfOpen to={path} className="screen-number" label={`${name} ${count.open}`}>
        {formatNumber(count.open)}
      </GoIfOpen>
      <p data-late={count.overdue > 0}>{say('screenOverdue', { n: formatNumber(count.overdue) })}</p>
    </div>
  );
}

/** Enough for the wall; the rest stands in the list. */
const atOnce = 6;

function LatePanel({ brief: { late } }: { readonly brief: LeaderBrief }) {
  const say = useText(pictureText);
  const words = useText(organisationPageText);
  return (
    <section className="screen-panel screen-late" aria-label={say('screenLate')}>
      <h2>
        {say('screenLate')}
        {late.total === 0 ? null : <GoTo to="/responsibilities">{say('screenMore', { n: late.total })}</GoTo>}
      </h2>
      {late.rows.length === 0 ? (
        <p>{say('screenLateNone')}</p>
      ) : (
        <ul>
          {late.rows.slice(0, atOnce).map((row) => (
            <li key={row.key}>
              <GoIfOpen to={row.path}>{row.subject}</GoIfOpen>
              <span>{words(`link.${row.link}`)}</span>
              <span>{say('screenDue', { day: row.dueOn })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
