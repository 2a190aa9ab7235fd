/** One listing: facts and basis, what was told, heard, reviewed, decided and served, its clocks, repairs and history. */
import './credit.css';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import {
  downloadListingPaper,
  downloadRepairFile,
  getListing,
  type ListingDetail,
} from '@mingcha/core/credit/listing-api.ts';
import { listingText } from '@mingcha/core/credit/listing-text.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { ListingNext } from './listing-next.tsx';
import { toneOf } from './listings-page.tsx';

export function ListingPage() {
  const id = useParam('id');
  const read = useApiQuery(getListing, { params: { id } });
  if (read.data !== undefined) return <Shown found={read.data} />;
  if (read.status === 'error') return <ErrorState error={read.error} onRetry={read.reload} />;
  return <Skeleton lines={10} />;
}

function Shown({ found }: { readonly found: ListingDetail }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  return (
    <Page>
      <PageHeader
        title={found.objectName}
        mark={<StateChip tone={toneOf(found.state)}>{words(`state.${found.state}`)}</StateChip>}
        lead={
          <>
            {words(`ground.${found.ground}`)}
            {'　'}
            <span className="mono">{found.objectCode}</span>
          </>
        }
        actions={
          <>
            <GoTo to={`/credit-files/${found.objectId}`} className={buttonClass({})}>
              {say('fileTitle')}
            </GoTo>
            <GoTo to="/credit-listings" className={buttonClass({})}>
              {say('back')}
            </GoTo>
          </>
        }
      />
      <div className="credit-columns">
        <div>
          <Section title={say('next')}>
            <ListingNext key={found.version} found={found} />
          </Section>
          <Facts found={found} />
          <Way found={found} />
        </div>
        <div>
          <Clocks found={found} />
          <Papers found={found} />
          <Repairs found={found} />
          <History found={found} />
        </div>
      </div>
    </Page>
  );
}

interface Part {
  readonly found: ListingDetail;
}

function Facts({ found }: Part) {
  const say = useText(creditPageText);
  return (
    <Section title={say('facts')}>
      <p className="credit-words">{found.facts}</p>
      <PairList
        columns={1}
        pairs={[
          { name: say('basis'), value: found.basis },
          {
            name: say('measures'),
            value:
              found.measures.length === 0
                ? say('none')
                : found.measures.map((each) => <p key={each.key}>{`${each.name}（${each.basis}）`}</p>),
          },
        ]}
      />
    </Section>
  );
}

/** What happened on the way, each with its day; what did not, says so. */
function Way({ found }: Part) {
  const say = useText(creditPageText);
  const paper = useText(paperPageText);
  const words = useText(listingText);
  const delivered = (each: ListingDetail['served']) =>
    each === null
      ? say('notYet')
      : say('deliveryLine', { day: each.on, way: paper(`way.${each.way}`), to: each.to });
  const lines: readonly (string | null)[] = [
    found.hearingAskedOn === null ? null : say('askedOn', { day: found.hearingAskedOn }),
    found.hearingHeldOn === null ? null : say('heldOn', { day: found.hearingHeldOn }),
    found.hearingNote,
  ];
  const hearing = lines.filter((each) => each !== null && each !== '').join('　');
  const said = (...parts: readonly (string | null)[]) =>
    parts.filter((each) => each !== null && each !== '').join('　') || say('notYet');
  return (
    <Section title={say('course')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('notice'), value: `${found.notice?.number ?? ''}　${delivered(found.notice)}` },
          { name: say('answer'), value: said(found.answeredOn, found.answer) },
          { name: say('hearing'), value: hearing === '' ? say('notYet') : hearing },
          { name: say('review'), value: said(found.reviewedOn, found.reviewedName, found.reviewOpinion) },
          {
            name: say('decision'),
            value: said(found.decidedOn, found.decidedName, found.decisionNumber, found.decisionOpinion),
          },
          { name: say('delivery'), value: delivered(found.served) },
          {
            name: say('publication'),
            value:
              found.publicationId === null ? (
                say('notYet')
              ) : (
                <GoTo to={`/publications/${found.publicationId}`}>{found.publishedOn}</GoTo>
              ),
          },
          ...(found.publicationState === 'contained'
            ? [{ name: say('publicRecord'), value: say('containedRecord') }]
            : []),
          ...(found.endReason === null
            ? []
            : [
                {
                  name: say('end'),
                  value: said(found.endedOn, words(`end.${found.endReason}`), found.endNote),
                },
              ]),
        ]}
      />
    </Section>
  );
}

function Clocks({ found }: Part) {
  const say = useText(creditPageText);
  if (found.clocks.length === 0) return null;
  return (
    <Section title={say('clocks')}>
      <ul className="credit-entries">
        {found.clocks.map((each) => (
          <li key={each.clock} className="credit-entry-head">
            <span>{say(`clock.${each.clock}`)}</span>
            <DateText value={each.day} form="short" />
            <StateChip tone={each.isOver ? 'accent' : 'neutral'}>
              {say(each.isOver ? 'clockOver' : 'clockRuns')}
            </StateChip>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Papers({ found }: Part) {
  const say = useText(creditPageText);
  const hasDecision = found.decidedOn !== null && found.state !== 'notListed';
  return (
    <Section title={say('papers')}>
      <p className="credit-entry-head">
        {(['notice', 'noticeReceipt', 'decision', 'decisionReceipt'] as const)
          .filter((paper) =>
            paper === 'noticeReceipt' ? found.notice !== null : paper === 'notice' || hasDecision,
          )
          .map((paper) =>
            (['pdf', 'docx'] as const).map((format) => (
              <a
                key={`${paper} ${format}`}
                href={addressOf(downloadListingPaper, { params: { id: found.id, paper }, query: { format } })}
              >
                {`${say(`${paper}Paper`)}（${format.toUpperCase()}）`}
              </a>
            )),
          )}
      </p>
    </Section>
  );
}

function Repairs({ found }: Part) {
  const say = useText(creditPageText);
  if (found.repairs.length === 0) return null;
  return (
    <Section title={say('repairs')}>
      <ul className="credit-entries">
        {found.repairs.map((each) => (
          <li key={each.id}>
            <p className="credit-entry-head">
              <StateChip tone={each.state === 'granted' ? 'verified' : 'neutral'}>
                {say(`repair.${each.state}`)}
              </StateChip>
              <span>{say('repairLine', { day: each.askedOn, name: each.enteredName })}</span>
            </p>
            <p className="credit-words">{each.statement}</p>
            <a href={addressOf(downloadRepairFile, { params: { id: found.id, repairId: each.id } })}>
              {say('proof')}
            </a>
            {each.decidedOn === null ? null : (
              <p className="secondary">{`${each.decidedOn}　${each.decidedName ?? ''}　${each.opinion}`}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ found }: Part) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  return (
    <Section title={say('history')}>
      <ol className="credit-entries">
        {found.steps.toReversed().map((each) => (
          <li key={`${each.at} ${each.move}`}>
            <p className="credit-entry-head">
              <DateText value={each.at} />
              <span>{words(`move.${each.move}`)}</span>
              <span className="secondary">
                {each.personName === '' ? say('byPlatform') : each.personName}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
