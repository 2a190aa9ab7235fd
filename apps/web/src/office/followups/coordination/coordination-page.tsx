/** One coordination ticket: the demands beside each other, what the agencies say, the settlement. */
import '../followups.css';
import './coordination.css';
import {
  type CoordinationDetail,
  getCoordination,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { CoordinationNext, OpinionPart } from './coordination-next.tsx';
import { Demand, TicketState } from './coordination-parts.tsx';

export function CoordinationPage() {
  const id = useParam('id');
  const read = useApiQuery(getCoordination, { params: { id } });
  if (read.data?.id === id) return <Shown ticket={read.data} onDone={read.reload} />;
  return (
    <Page>
      {read.error === null ? (
        <Skeleton lines={10} />
      ) : (
        <ErrorState error={read.error} onRetry={read.reload} />
      )}
    </Page>
  );
}

function Shown(props: { readonly ticket: CoordinationDetail; readonly onDone: () => void }) {
  const say = useText(coordinationPageText);
  const { ticket, onDone } = props;
  return (
    <Page>
      <PageHeader
        title={ticket.objectName}
        mark={<TicketState state={ticket.state} />}
        lead={say('oneOf', { number: ticket.number })}
        actions={
          <GoTo to="/coordinations" className={buttonClass({})}>
            {say('back')}
          </GoTo>
        }
      />
      <div className="followup-columns">
        <div>
          <Demands ticket={ticket} />
          <Opinions ticket={ticket} />
        </div>
        <div>
          {ticket.mayGiveOpinion ? <OpinionPart ticket={ticket} onDone={onDone} /> : null}
          {ticket.allowed.length === 0 ? null : (
            <CoordinationNext key={ticket.version} ticket={ticket} onDone={onDone} />
          )}
          <Facts ticket={ticket} />
        </div>
      </div>
    </Page>
  );
}

function Demands({ ticket }: { readonly ticket: CoordinationDetail }) {
  const say = useText(coordinationPageText);
  const opensProblems = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
  return (
    <Section title={say('demands')}>
      <ol className="coordination-list">
        {ticket.demands.map((demand) => (
          <li key={demand.findingId}>
            <Demand
              demand={demand}
              mark={demand.isClosed ? <StateChip>{say('problemClosed')}</StateChip> : null}
            >
              {demand.fate === null ? null : (
                <span className="coordination-fate">
                  <strong>
                    {say('fate')} {say(`fate.${demand.fate}`)}
                  </strong>
                  {demand.fateText === '' ? null : (
                    <span className="coordination-words">{demand.fateText}</span>
                  )}
                </span>
              )}
              {demand.isOwn && opensProblems ? (
                <span>
                  <GoTo to={`/followups/${demand.findingId}`}>{say('openProblem')}</GoTo>
                </span>
              ) : null}
            </Demand>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Opinions({ ticket }: { readonly ticket: CoordinationDetail }) {
  const say = useText(coordinationPageText);
  return (
    <Section title={say('opinions')}>
      {ticket.opinions.length === 0 ? (
        <p className="secondary">{say('opinionsEmpty')}</p>
      ) : (
        <ol className="coordination-list">
          {ticket.opinions.map((each) => (
            <li key={each.agencyName}>
              <span className="coordination-demand-head">
                <strong>{each.agencyName}</strong>
                <span className="secondary">
                  {each.personName} <DateText value={each.at} />
                </span>
              </span>
              <p className="coordination-words">{each.opinion}</p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Facts({ ticket }: { readonly ticket: CoordinationDetail }) {
  const say = useText(coordinationPageText);
  const isOpen = ticket.closedOn === null;
  return (
    <Section title={say('facts')}>
      <PairList
        columns={1}
        pairs={[
          {
            name: say('contradiction'),
            value: <p className="coordination-words">{ticket.contradiction}</p>,
            wide: true,
          },
          { name: say('raisedBy'), value: say(`raisedAs.${ticket.raisedAs}`, { name: ticket.raisedBy }) },
          { name: say('raisedOn'), value: <DateText value={ticket.raisedOn} /> },
          ...(ticket.opinionsBy === null
            ? []
            : [{ name: say('opinionsBy'), value: <DateText value={ticket.opinionsBy} /> }]),
          ...(isOpen && ticket.silent.length > 0
            ? [{ name: say('silent'), value: ticket.silent.join(say('comma')), wide: true }]
            : []),
          ...(isOpen
            ? []
            : [
                {
                  name: say(ticket.state === 'settled' ? 'groundOf' : 'dismissedBecause'),
                  value: <p className="coordination-words">{ticket.ground}</p>,
                  wide: true,
                },
                { name: say('decidedBy'), value: ticket.decidedBy },
                { name: say('closedOn'), value: <DateText value={ticket.closedOn} /> },
              ]),
        ]}
      />
    </Section>
  );
}
