/**
 * What whoever scans an inspection code sees: who comes, with which certificates, for what and under which notice. The
 * signed part of the address is verified here, so that it also helps while the platform knows nothing newer.
 */
import './visits.css';
import { openSummary, type VisitSummary } from '@mingcha/core/tasks/preparation/visit-code.ts';
import {
  getPublicVisit,
  getVisitSigner,
  type PublicVisit,
  rateVisit,
} from '@mingcha/core/tasks/preparation/visit-code-api.ts';
import { visitPageText } from '@mingcha/core/tasks/preparation/visit-page-text.ts';
import { unhex } from '@mingcha/draw';
import { useMemo } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { useParam, useSearch } from '../../shared/router.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, type Pair, PairList, StateChip } from '../../shared/ui/values.tsx';
import { type Rating, VisitRatingForm } from './visit-rating.tsx';

export function VisitPage() {
  const code = useParam('code');
  const key = useSearch('k');
  const packed = useMemo(() => window.location.hash.slice(1), []);
  const visit = useRead(getPublicVisit, { params: { code }, query: key === '' ? {} : { k: key } });
  const signer = useRead(getVisitSigner, {});
  if (visit.status === 'loading' || (packed !== '' && signer.status === 'loading'))
    return <Skeleton lines={8} />;
  const { summary, isForged } = scanned(packed, code, signer.data?.publicKey);
  return (
    <article className="visit-page">
      {isForged ? <Forged /> : null}
      {visit.data !== undefined ? (
        <Shown visit={visit.data} visitKey={key} />
      ) : summary !== null ? (
        <Signed summary={summary} />
      ) : visit.error?.status === 404 || visit.error?.status === 422 ? (
        <Unknown />
      ) : (
        <ErrorState error={visit.error} onRetry={visit.reload} />
      )}
    </article>
  );
}

/** The signed part of the address: believed only with the installation's signature and for this very code. */
function scanned(
  packed: string,
  code: string,
  publicKey: string | undefined,
): { readonly summary: VisitSummary | null; readonly isForged: boolean } {
  if (packed === '' || publicKey === undefined) return { summary: null, isForged: false };
  const summary = openSummary(packed, unhex(publicKey));
  return summary?.c === code ? { summary, isForged: false } : { summary: null, isForged: true };
}

function Forged() {
  const say = useText(visitPageText);
  return <Notice tone="error">{say('unsigned')}</Notice>;
}

function Unknown() {
  const say = useText(visitPageText);
  return (
    <section className="visit-part">
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundText')}</p>
      <Rights />
      <a href="/p/">{say('home')}</a>
    </section>
  );
}

function Shown(props: { readonly visit: PublicVisit; readonly visitKey: string }) {
  const { visit } = props;
  const say = useText(visitPageText);
  const rate = async (rating: Rating) => {
    const sent = await callApi(rateVisit, {
      params: { code: visit.code },
      body: { ...rating, key: props.visitKey },
    });
    return sent.ok ? { code: sent.value.code } : { refused: sent.error };
  };
  const pairs: Pair[] = [
    { name: say('object'), value: visit.objectName, wide: true },
    {
      name: say('when'),
      value:
        visit.scheduledFor === null ? (
          <>
            <DateText value={visit.window.from} />
            {' – '}
            <DateText value={visit.window.to} />
          </>
        ) : (
          <DateText value={visit.scheduledFor} />
        ),
    },
    { name: say('code'), value: <span className="visit-number">{visit.code}</span> },
  ];
  if (visit.visitNo !== null)
    pairs.push({
      name: say('visitNo'),
      value: `${say('visitNoIs', { no: visit.visitNo })} ${visit.counts}`,
      wide: true,
    });
  return (
    <>
      <section className="visit-part">
        <h1>{say('title')}</h1>
        <p>{say('lead')}</p>
        <p>
          <StateChip tone="verified">{say(visit.announced ? 'announced' : 'unannounced')}</StateChip>{' '}
          {visit.offSite ? <StateChip tone="warning">{say('offSite')}</StateChip> : null}{' '}
          {visit.isOver ? <StateChip>{say('over')}</StateChip> : null}
        </p>
        <PairList pairs={pairs} />
      </section>
      {visit.teams.map((team) => (
        <TeamPart key={team.agencyName} team={team} />
      ))}
      <section className="visit-part">
        <Rights />
      </section>
      {visit.mayRate ? <VisitRatingForm onSend={rate} /> : null}
    </>
  );
}

export function TeamPart({ team }: { readonly team: PublicVisit['teams'][number] }) {
  const say = useText(visitPageText);
  return (
    <section className="visit-part">
      <h2>{team.agencyName}</h2>
      <p>
        {say('notice')} {team.noticeNumber === '' ? say('noticeNone') : team.noticeNumber}{' '}
        {team.deliveredAt === null ? null : (
          <StateChip tone="verified">{say('delivered', { at: formatInstant(team.deliveredAt) })}</StateChip>
        )}{' '}
        {team.enteredAt === null ? null : (
          <StateChip>{say('entered', { at: formatInstant(team.enteredAt) })}</StateChip>
        )}{' '}
        {team.emergency ? <StateChip tone="warning">{say('emergency')}</StateChip> : null}
      </p>
      <People
        people={team.people.map((one) => [one.name, one.certificateNumber])}
        assistants={team.assistants}
      />
      <h3>{say('items')}</h3>
      <ul className="visit-items">
        {team.items.map((item) => (
          <li key={item.name}>
            {item.name}
            <br />
            <span className="secondary">{item.bases.join('；')}</span>
          </li>
        ))}
      </ul>
      <Phones phone={team.phone} supervision={team.supervisionPhone} />
    </section>
  );
}

function People(props: {
  readonly people: readonly (readonly [string, string])[];
  readonly assistants: number;
}) {
  const say = useText(visitPageText);
  return (
    <>
      <h3>{say('people')}</h3>
      <ul className="visit-people">
        {props.people.map(([name, certificate]) => (
          <li key={certificate}>
            <strong>{name}</strong>
            <span>
              {say('certificate')} <span className="visit-number">{certificate}</span>
            </span>
          </li>
        ))}
      </ul>
      {props.assistants === 0 ? null : (
        <p className="secondary">{say('assistants', { n: props.assistants })}</p>
      )}
    </>
  );
}

function Phones(props: { readonly phone: string; readonly supervision: string }) {
  const say = useText(visitPageText);
  const line = (name: string, phone: string) =>
    phone === '' ? null : (
      <p>
        {name} <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
      </p>
    );
  return (
    <>
      {line(say('phone'), props.phone)}
      {line(say('supervision'), props.supervision)}
    </>
  );
}

export function Rights() {
  const say = useText(visitPageText);
  return (
    <>
      <h2>{say('rights')}</h2>
      <ul className="visit-rights">
        <li>{say('right1')}</li>
        <li>{say('right2')}</li>
        <li>{say('right3')}</li>
      </ul>
    </>
  );
}

/** What the phone showed, verified, while the platform has nothing newer. */
function Signed({ summary }: { readonly summary: VisitSummary }) {
  const say = useText(visitPageText);
  return (
    <>
      <section className="visit-part">
        <h1>{say('title')}</h1>
        <Notice tone="verified" title={say('signed')}>
          <p>{say('signedText', { at: formatInstant(summary.d) })}</p>
          <p>{say('leadSigned')}</p>
        </Notice>
        <PairList
          pairs={[
            { name: say('object'), value: summary.o, wide: true },
            { name: say('code'), value: <span className="visit-number">{summary.c}</span> },
            ...(summary.y === null
              ? []
              : [{ name: say('visitNo'), value: say('visitNoIs', { no: summary.y }) }]),
          ]}
        />
      </section>
      {summary.t.map((team) => (
        <section key={team.a} className="visit-part">
          <h2>{team.a}</h2>
          <p>
            {say('notice')} {team.n === '' ? say('noticeNone') : team.n}
          </p>
          <People people={team.p} assistants={0} />
          <h3>{say('items')}</h3>
          <ul className="visit-items">
            {team.i.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <Phones phone="" supervision={team.s} />
        </section>
      ))}
      <section className="visit-part">
        <Rights />
      </section>
    </>
  );
}
