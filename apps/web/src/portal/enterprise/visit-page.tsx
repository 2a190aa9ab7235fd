/** One inspection of the enterprise: who comes for what, papers, rectification, results, recusal, rating. */
import {
  downloadOwnPaper,
  getOwnVisit,
  type OwnVisit,
  rateOwnVisit,
} from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { addressOf } from '../../shared/api/address.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../shared/router.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { Rights, TeamPart } from '../visits/visit-page.tsx';
import { type Rating, VisitRatingForm } from '../visits/visit-rating.tsx';
import { Centre } from './centre-frame.tsx';
import { RecusalPart } from './recusal-part.tsx';

export function EnterpriseVisitPage() {
  return <Centre at="/enterprise/visits">{() => <Visit />}</Centre>;
}

function Visit() {
  const say = useText(centrePageText);
  const id = useParam('id');
  const read = useRead(getOwnVisit, { params: { id } });
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const visit = read.data;
  const rate = async (rating: Rating) => {
    const sent = await callApi(rateOwnVisit, { params: { id }, body: rating });
    return sent.ok ? { code: sent.value.code } : { refused: sent.error };
  };
  return (
    <>
      <p>
        <Go to="/enterprise/visits">{say('back')}</Go>
      </p>
      <Facts visit={visit} />
      <Orders visit={visit} />
      <Results visit={visit} />
      <Papers visit={visit} />
      {visit.teams.map((team) => (
        <TeamPart key={team.agencyName} team={team} />
      ))}
      {visit.mayAskRecusal || visit.inspectors.some((one) => one.request !== null) ? (
        <RecusalPart visit={visit} onDone={read.reload} />
      ) : null}
      <section className="visit-part">
        <Rights />
      </section>
      {visit.mayRate ? <VisitRatingForm onSend={rate} /> : null}
      {visit.isRated ? <Notice tone="verified">{say('rated')}</Notice> : null}
    </>
  );
}

function Facts({ visit }: { readonly visit: OwnVisit }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  return (
    <section className="centre-part">
      <h1>
        {visit.taskName} <StateChip>{say(`visitState.${visit.state}`)}</StateChip>
      </h1>
      <PairList
        columns={2}
        pairs={[
          { name: say('object'), value: visit.objectName },
          { name: say('agency'), value: visit.teams.map((team) => team.agencyName).join('、') },
          {
            name: say('when'),
            value:
              visit.scheduledFor === null ? (
                say('windowIs', {
                  from: formatDay(visit.window.from, locale),
                  to: formatDay(visit.window.to, locale),
                })
              ) : (
                <DateText value={visit.scheduledFor} />
              ),
          },
        ]}
      />
    </section>
  );
}

function Orders({ visit }: { readonly visit: OwnVisit }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  if (visit.orders.length === 0) return null;
  return (
    <section className="centre-part">
      <h2>{say('orders')}</h2>
      <ul className="centre-list">
        {visit.orders.map((order) => (
          <li key={order.code}>
            <div>
              <span className="centre-line-title">
                {order.number}
                <StateChip tone={order.open === 0 ? 'verified' : 'warning'}>
                  {order.open === 0 ? say('orderDone') : say('orderOpen', { n: order.open })}
                </StateChip>
              </span>
              {order.dueOn === null ? null : (
                <p className="centre-line-text">{say('todoDue', { day: formatDay(order.dueOn, locale) })}</p>
              )}
            </div>
            <Go to={`/rectify/${order.code}`}>{say('toReport')}</Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results({ visit }: { readonly visit: OwnVisit }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  if (visit.results.length === 0) return null;
  return (
    <section className="centre-part">
      <h2>{say('results')}</h2>
      <ul className="centre-list">
        {visit.results.map((result) => (
          <li key={result.publicationId}>
            <div>
              <span className="centre-line-title">{result.agencyName}</span>
              <p className="centre-line-text">
                {result.publishedOn === null
                  ? say('resultTold')
                  : say('resultPublished', { day: formatDay(result.publishedOn, locale) })}
              </p>
            </div>
            <span className="button-row">
              {result.isPublished ? (
                <a href={`/p/records/${result.publicationId}`}>{say('toRecord')}</a>
              ) : null}
              {result.mayObject ? (
                <Go to={`/enterprise/objections/new?of=${result.publicationId}`}>{say('toObject')}</Go>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Papers({ visit }: { readonly visit: OwnVisit }) {
  const say = useText(centrePageText);
  return (
    <section className="centre-part">
      <h2>{say('papers')}</h2>
      {visit.papers.length === 0 ? (
        <p className="secondary">{say('papersNone')}</p>
      ) : (
        <ul className="centre-list">
          {visit.papers.map((paper) => (
            <li key={paper.id}>
              <div>
                <span className="centre-line-title">
                  {paper.title}
                  {paper.isVoid ? <StateChip tone="void">{say('paperVoid')}</StateChip> : null}
                </span>
                <p className="centre-line-text">
                  {paper.number} {paper.agencyName} <DateText value={paper.issuedAt} />
                </p>
              </div>
              <a href={addressOf(downloadOwnPaper, { params: { id: paper.id } })}>{say('download')}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
