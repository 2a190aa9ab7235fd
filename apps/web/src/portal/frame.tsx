/** The portal's frame: name, search, reading aids on top; contact, complaints and the site's marks at the foot. */
import './portal.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { SiteView } from '@mingcha/core/common/site-api.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { publicPlanText } from '@mingcha/core/plans/public-plan-text.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { apartText } from '@mingcha/core/publications/packages/apart-text.ts';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { paperCheckText } from '@mingcha/core/tasks/papers/paper-check-text.ts';
import type { ReactNode } from 'react';
import { useText, useUi } from '../shared/i18n/locale.tsx';
import { Go } from '../shared/router.tsx';
import { useSite } from '../shared/site.tsx';
import { Brand, DemoMark } from '../shared/ui/brand.tsx';
import { ElderSwitch, LanguageSwitch } from '../shared/ui/small.tsx';
import { EmptyState } from '../shared/ui/states.tsx';
import { measuresPlace, RecordSearch, recordPlaces } from './record-search.tsx';

export function PortalFrame(props: { readonly children: ReactNode }) {
  const say = useText(shellText);
  const sayUi = useUi();
  return (
    <div className="portal">
      <a className="skip-link" href="#content">
        {sayUi('skipToContent')}
      </a>
      <DemoMark />
      <header className="portal-head no-print">
        <div className="portal-width portal-bar">
          <a href="/p/" className="portal-brand">
            <Brand />
            <span className="portal-name">{say('portalTitle')}</span>
          </a>
          <nav className="portal-aids" aria-label={say('accessibility')}>
            <ElderSwitch />
            <LanguageSwitch />
          </nav>
        </div>
      </header>
      <main id="content" className="portal-width portal-main" tabIndex={-1}>
        {props.children}
      </main>
      <Foot />
    </div>
  );
}

function Foot() {
  const say = useText(shellText);
  const sayPlans = useText(publicPlanText);
  const sayItems = useText(publicItemsText);
  const sayPapers = useText(paperCheckText);
  const sayRecords = useText(portalText);
  const sayApart = useText(apartText);
  const site = useSite();
  const asOf = site?.asOf ?? null;
  const isApart = asOf !== null;
  return (
    <footer className="portal-foot no-print">
      <div className="portal-width portal-foot-grid">
        {site === undefined ? null : <Contacts site={site} />}
        {asOf === null ? null : <p className="portal-as-of">{sayApart('asOf', { at: asOf })}</p>}
        <ul className="portal-marks">
          {site === undefined ? null : <Marks site={site} />}
          {recordPlaces
            .filter(([to]) => !isApart || to !== measuresPlace)
            .map(([to, key]) => (
              <li key={to}>
                <a href={to}>{sayRecords(key)}</a>
              </li>
            ))}
          <li>
            <Go to="/plans">{sayPlans('title')}</Go>
          </li>
          <li>
            <Go to="/items">{sayItems('title')}</Go>
          </li>
          <li>
            <Go to="/leniency">{sayItems('leniencyTitle')}</Go>
          </li>
          <li>
            <Go to="/rules">{say('rulesEntry')}</Go>
          </li>
          <EnterpriseWays isApart={isApart} />
          {isApart ? null : (
            <li>
              <Go to="/papers">{sayPapers('entry')}</Go>
            </li>
          )}
          <li>
            <Go to="/ledger">{say('ledgerEntry')}</Go>
          </li>
          {isApart ? null : (
            <li>
              <a href="/">{say('officeEntry')}</a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  );
}

/** What an inspected unit, or anybody who has something to say, may want; a portal of its own has no enterprises' centre. */
function EnterpriseWays({ isApart }: { readonly isApart: boolean }) {
  const say = useText(shellText);
  const sayRectify = useText(rectifyText);
  const sayObjections = useText(publicObjectionText);
  return (
    <>
      {isApart ? null : (
        <>
          <li>
            <Go to="/enterprise">{say('enterpriseEntry')}</Go>
          </li>
          <li>
            <a href="/p/training">{say('trainingEntry')}</a>
          </li>
          <li>
            <a href="/p/forms/rating">{say('ratingEntry')}</a>
          </li>
          <li>
            <Go to="/rectify">{sayRectify('entry')}</Go>
          </li>
        </>
      )}
      <li>
        <Go to="/objections/new">{sayObjections('entry')}</Go>
      </li>
      <li>
        <Go to="/contact">{sayObjections('contactEntry')}</Go>
      </li>
      <li>
        <Go to="/track">{sayObjections('trackTitle')}</Go>
      </li>
    </>
  );
}

/** Only what the operator has configured; an agency without any way to reach it is left out. */
function Contacts(props: { readonly site: SiteView }) {
  const say = useText(shellText);
  const agencies = props.site.agencies.filter(
    (agency) => agency.phone + agency.complaintPhone + agency.email !== '',
  );
  if (agencies.length === 0) return null;
  return (
    <section aria-label={say('contact')}>
      {agencies.map((agency) => (
        <p key={agency.id} className="portal-contact">
          <strong>{agency.name}</strong>
          {agency.phone === '' ? null : <span>{say('phone', { phone: agency.phone })}</span>}
          {agency.complaintPhone === '' ? null : (
            <span>{say('complaintPhone', { phone: agency.complaintPhone })}</span>
          )}
          {agency.email === '' ? null : <span>{say('email', { email: agency.email })}</span>}
        </p>
      ))}
    </section>
  );
}

function Marks(props: { readonly site: SiteView }) {
  const say = useText(shellText);
  const { host, operator, siteCode, icp, policeRecord } = props.site;
  return (
    <>
      {host === null ? null : <li>{say('hostedBy', { name: host })}</li>}
      {operator === null ? null : <li>{say('operatedBy', { name: operator })}</li>}
      {siteCode === null ? null : <li>{say('siteCode', { code: siteCode })}</li>}
      {icp === null ? null : <li>{icp}</li>}
      {policeRecord === null ? null : <li>{policeRecord}</li>}
    </>
  );
}

export function PortalNotFound() {
  const say = useText(shellText);
  return (
    <EmptyState
      title={say('notFoundTitle')}
      text={say('portalNoResultText')}
      action={
        <>
          <RecordSearch />
          <a href="/p/">{say('portalHome')}</a>
        </>
      }
    />
  );
}
