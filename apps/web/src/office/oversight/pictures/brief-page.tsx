/** 工作简报: one page for leaders, made from the records; printed as it stands, or taken as PDF. */
import './brief.css';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import {
  briefFigures,
  briefSentences,
  changeText,
  shareText,
} from '@mingcha/core/oversight/pictures/brief.ts';
import { type LeaderBrief, printBrief, readBrief } from '@mingcha/core/oversight/pictures/brief-api.ts';
import { briefText } from '@mingcha/core/oversight/pictures/brief-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoIfOpen } from '../../shell/go-if-open.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { PartState } from './part-state.tsx';

export function BriefPage() {
  const say = useText(briefText);
  const { locale } = useLocale();
  const list = useApiQuery(readBrief, {});
  return (
    <Page>
      <div className="no-print">
        <PageHeader
          title={say('title')}
          lead={say('lead')}
          actions={
            <>
              <a
                className={buttonClass({})}
                href={addressOf(printBrief, { query: { format: 'pdf', lang: locale } })}
                download
              >
                {say('pdf')}
              </a>
              <PrintButton />
            </>
          }
        />
      </div>
      {list.data === undefined ? <PartState list={list} /> : <Sheet brief={list.data} />}
    </Page>
  );
}

interface Part {
  readonly brief: LeaderBrief;
}

function Sheet({ brief }: Part) {
  const say = useText(briefText);
  const { locale } = useLocale();
  const month = { year: brief.now.from.slice(0, 4), month: Number(brief.now.from.slice(5, 7)) };
  return (
    <article className="brief theme-paper">
      <header className="brief-head">
        <p>{brief.name}</p>
        <h2>{say('paperTitle')}</h2>
        <p className="secondary">{`${say('month', month)} ${say('asOf', { day: brief.asOf })}`}</p>
      </header>
      <section>
        <h3>{say('summary')}</h3>
        <ol className="brief-sentences">
          {briefSentences(briefFigures(brief), locale).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </section>
      <Compared brief={brief} />
      <OpenWork brief={brief} />
      <Late brief={brief} />
      <p className="secondary brief-note">{say('note')}</p>
    </article>
  );
}

function Compared({ brief }: Part) {
  const say = useText(briefText);
  const words = useText(indicatorText);
  const { locale } = useLocale();
  return (
    <section>
      <h3>{say('compare')}</h3>
      <table aria-label={say('compare')}>
        <thead>
          <tr>
            {(['indicator', 'thisMonth', 'lastMonth', 'change'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {brief.indicators.map(({ indicator, now, before }) => (
            <tr key={indicator}>
              <th scope="row">{words(`${indicator}.name`)}</th>
              <td>{shareText(now)}</td>
              <td>{shareText(before)}</td>
              <td>{changeText(now, before, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OpenWork({ brief }: Part) {
  const say = useText(briefText);
  const lines = [
    { key: 'rectifications', path: '/followups', count: brief.rectifications },
    { key: 'objections', path: '/objections', count: brief.objections },
  ] as const;
  return (
    <section>
      <h3>{say('open')}</h3>
      <table aria-label={say('open')}>
        <thead>
          <tr>
            {(['matter', 'count', 'overdueOf'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, path, count }) => (
            <tr key={key}>
              <th scope="row">{say(key)}</th>
              <td>
                <GoIfOpen to={path} label={`${say(key)} ${count.open}`}>
                  {formatNumber(count.open)}
                </GoIfOpen>
              </td>
              <td data-late={count.overdue > 0}>{formatNumber(count.overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Late({ brief: { late } }: Part) {
  const say = useText(briefText);
  const words = useText(organisationPageText);
  const rest = late.total - late.rows.length;
  return (
    <section>
      <h3>{say('late')}</h3>
      {late.rows.length === 0 ? (
        <p>{say('lateNone')}</p>
      ) : (
        <table aria-label={say('late')}>
          <thead>
            <tr>
              {(['matter', 'link', 'dueOn', 'who'] as const).map((key) => (
                <th key={key} scope="col">
                  {say(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {late.rows.map((row) => (
              <tr key={row.key}>
                <td>
                  <GoIfOpen to={row.path}>{row.subject}</GoIfOpen>
                </td>
                <td>{words(`link.${row.link}`)}</td>
                <td>
                  <DateText value={row.dueOn} form="short" />
                </td>
                <td>{row.people.length === 0 ? say('nobody') : row.people.join(say('comma'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest > 0 ? <p className="secondary">{say('lateMore', { n: rest })}</p> : null}
      <p className="no-print">
        <GoTo to="/responsibilities">{say('allLate')}</GoTo>
      </p>
    </section>
  );
}
