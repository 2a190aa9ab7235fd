/** One publication: what the public sees, the automatic hints, what comes next, facts, history and versions. */
import './publications.css';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import { getPublication, type PublicationDetail } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { Hint } from '../help/hint.tsx';
import { DraftPaper } from '../parts/draft-paper.tsx';
import { WhyThisDay } from '../parts/why-this-day.tsx';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { MakeCase } from './articles/make-case.tsx';
import { RecordChannels } from './channels/record-channels.tsx';
import { CorrectionList } from './correction-part.tsx';
import { History, Versions } from './history-part.tsx';
import { NextPart } from './next-part.tsx';
import { PublicPreview } from './public-preview.tsx';
import { PublicationDue, PublicationStateChips } from './publication-state.tsx';
import { RequestList } from './request-list.tsx';

export function PublicationPage() {
  const id = useParam('id');
  const read = useApiQuery(getPublication, { params: { id } });
  if (read.data !== undefined && read.data.id === id) return <Shown found={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  const words = useText(publicLineText);
  return (
    <Page>
      <PageHeader
        title={found.objectName === '' ? found.title : found.objectName}
        mark={<PublicationStateChips row={found} />}
        lead={
          <>
            {words(`kind.${found.kind}`)}
            {'　'}
            {found.taskNumber}
          </>
        }
        actions={
          <>
            {found.inspectionId === null ? null : (
              <GoTo to={`/inspections/${found.inspectionId}?tab=results`} className={buttonClass({})}>
                {say('seeInspection')}
              </GoTo>
            )}
            {found.kind === 'result' && found.state === 'published' ? <MakeCase recordId={found.id} /> : null}
            <GoTo to="/publications" className={buttonClass({})}>
              {say('back')}
            </GoTo>
          </>
        }
      />
      <Hint form="publication" />
      <div className="publication-columns">
        <Preview found={found} />
        <div>
          <NextPart key={found.version} found={found} />
          <Facts found={found} />
          {found.publishedOn === null ? null : <RecordChannels publicationId={found.id} />}
          <RequestList requests={found.requests} />
          <CorrectionList corrections={found.corrections} />
          <History steps={found.steps} />
        </div>
      </div>
      <Versions found={found} />
    </Page>
  );
}

function Preview({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  const isPublic = found.state === 'published';
  return (
    <Section title={say(isPublic ? 'previewNow' : 'preview')}>
      {found.removedOn === null ? (
        <p className="secondary">{say('previewLead')}</p>
      ) : (
        <Notice tone="warning">{say('removed')}</Notice>
      )}
      {found.payload === null ? <p>{say('noPayload')}</p> : <PublicPreview payload={found.payload} />}
    </Section>
  );
}

function Due({ found }: { readonly found: PublicationDetail }) {
  const { person } = useSession();
  const isOwn = found.inspectionId !== null && found.agencyName === person.agency.name;
  const key = `resultPublished:${found.inspectionId}${person.agency.id}`;
  const isOwed = found.publishedOn === null && found.state !== 'suspended' && found.state !== 'exempt';
  return (
    <>
      <PublicationDue row={found} />
      {isOwn ? <WhyThisDay clockKey={key} /> : null}
      {isOwn && isOwed ? <DraftPaper about={key} subject={found.title} /> : null}
    </>
  );
}

function Facts({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  const page = useText(publicationPageText);
  const words = useText(publicLineText);
  const day = (value: string | null) => <DateText value={value} form="short" />;
  const facts: { readonly name: string; readonly value: React.ReactNode }[] = [
    { name: page('agency'), value: found.agencyName },
    ...(found.resultOn === null ? [] : [{ name: page('resultOn'), value: day(found.resultOn) }]),
    ...(found.dueOn === null ? [] : [{ name: page('due'), value: <Due found={found} /> }]),
    ...(found.publishedOn === null ? [] : [{ name: page('publishedOn'), value: day(found.publishedOn) }]),
    ...(found.endsOn === null ? [] : [{ name: page('endsOn'), value: day(found.endsOn) }]),
    ...(found.removal === null
      ? []
      : [{ name: page('state'), value: `${found.removedOn ?? ''} ${words(`removal.${found.removal}`)}` }]),
  ];
  return (
    <Section title={say('facts')}>
      <PairList columns={1} pairs={facts} />
    </Section>
  );
}
