/** One object's credit file: public records with their marks, listings, classes over time, measures that reach it. */
import './credit.css';
import { type CreditFile, type FileEntry, getCreditFile } from '@mingcha/core/credit/credit-api.ts';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { listingText } from '@mingcha/core/credit/listing-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';

export function CreditFilePage() {
  const id = useParam('id');
  const read = useApiQuery(getCreditFile, { params: { id } });
  if (read.data !== undefined) return <Shown found={read.data} />;
  if (read.status === 'error') return <ErrorState error={read.error} onRetry={read.reload} />;
  return <Skeleton lines={10} />;
}

function Shown({ found }: { readonly found: CreditFile }) {
  const say = useText(creditPageText);
  const [open, setOpen] = useState(false);
  return (
    <Page>
      <PageHeader
        title={found.name}
        mark={found.isListed ? <StateChip tone="void">{say('listed')}</StateChip> : null}
        lead={
          <>
            <span className="mono">{found.code}</span>
            {'　'}
            {say('creditClass')} {found.creditClass === '' ? say('unclassed') : found.creditClass}
            {found.asOf === null ? null : (
              <>
                {'　'}
                {say('asOf')} <DateText value={found.asOf} form="short" /> {found.source}
              </>
            )}
          </>
        }
        actions={
          <>
            <GoTo to={`/objects/${found.objectId}`} className={buttonClass({})}>
              {say('seeObject')}
            </GoTo>
            {found.mayPropose ? (
              <Button kind="primary" onClick={() => setOpen(true)}>
                {say('propose')}
              </Button>
            ) : null}
            <GoTo to="/credit-files" className={buttonClass({})}>
              {say('back')}
            </GoTo>
          </>
        }
      />
      <div className="credit-columns">
        <Entries entries={found.entries} />
        <div>
          <Listings found={found} />
          <Measures found={found} />
          <Classes found={found} />
        </div>
      </div>
      {open ? <ProposalDialog objectId={found.objectId} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

function Entries({ entries }: { readonly entries: readonly FileEntry[] }) {
  const say = useText(creditPageText);
  return (
    <Section title={say('entriesTitle')}>
      {entries.length === 0 ? <p className="secondary">{say('noEntries')}</p> : null}
      <ol className="credit-entries">
        {entries.map((entry) => (
          <li key={entry.id} data-removed={entry.removal !== null}>
            <p className="credit-entry-head">
              <DateText value={entry.onDay} form="short" />
              <span>{say(`kind.${entry.kind}`)}</span>
              <span>{entry.agencyName}</span>
              {entry.isObjected ? <StateChip tone="warning">{say('objected')}</StateChip> : null}
              {entry.corrections > 0 ? (
                <StateChip>{say('corrected', { n: entry.corrections })}</StateChip>
              ) : null}
            </p>
            {entry.removal === null ? (
              <>
                <p>{entry.title}</p>
                <p className={entry.isProblem ? 'credit-problem' : 'secondary'}>
                  {entry.kind === 'leniency' ? say('internal') : entry.wording}
                </p>
              </>
            ) : (
              <p className="secondary">{say('removed')}</p>
            )}
            {entry.publicationId === null ? null : (
              <GoTo to={`/publications/${entry.publicationId}`}>{say('openRecord')}</GoTo>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Listings({ found }: { readonly found: CreditFile }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  return (
    <Section title={say('listingsOf')}>
      {found.listings.length === 0 ? <p className="secondary">{say('noListings')}</p> : null}
      <ul className="credit-entries">
        {found.listings.map((each) => (
          <li key={each.id}>
            <p className="credit-entry-head">
              <StateChip tone={each.publishedOn !== null && each.endedOn === null ? 'void' : 'neutral'}>
                {words(`state.${each.state}`)}
              </StateChip>
              <span>{each.agencyName}</span>
            </p>
            <p>
              {each.isOwn ? (
                <GoTo to={`/credit-listings/${each.id}`}>{words(`ground.${each.ground}`)}</GoTo>
              ) : (
                words(`ground.${each.ground}`)
              )}
            </p>
            {each.endsOn === null ? null : (
              <p className="secondary">
                {each.decisionNumber}
                {'　'}
                {say('term')} <DateText value={each.endsOn} form="short" />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Measures({ found }: { readonly found: CreditFile }) {
  const say = useText(creditPageText);
  return (
    <Section title={say('measuresNow')}>
      {found.measures.length === 0 ? <p className="secondary">{say('noMeasures')}</p> : null}
      <ul className="credit-entries">
        {found.measures.map((each) => (
          <li key={each.key}>
            <p>
              {say(`measure.${each.kind}`)}
              {'　'}
              {each.name}
            </p>
            <p className="secondary">
              {say('measureLine', { basis: each.basis, authority: each.authority, term: each.term })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Classes({ found }: { readonly found: CreditFile }) {
  const say = useText(creditPageText);
  return (
    <Section title={say('classesTitle')}>
      {found.classes.length === 0 ? <p className="secondary">{say('noClasses')}</p> : null}
      <ul className="credit-entries">
        {found.classes.map((each) => (
          <li key={`${each.changedAt} ${each.creditClass}`}>
            <p className="credit-entry-head">
              <strong>{each.creditClass === '' ? say('unclassed') : each.creditClass}</strong>
              {each.asOf === null ? null : (
                <span>
                  {say('asOf')} <DateText value={each.asOf} form="short" />
                </span>
              )}
              <span className="secondary">{each.source}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
