/** The first page of the phone is the list of today: one card a visit, one big button each. */
import './home.css';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { dayOfInstant } from '../../shared/format.ts';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { nowMs } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, Notice } from '../../shared/ui/states.tsx';
import { Rescue } from '../rescue/rescue.tsx';
import { type FieldSession, useSession } from '../session.ts';
import { SignInAgain } from '../sign-in/leaving.tsx';
import { dayMs, nagDays, oldestWait, unsentCount, visitState } from '../store/kept-state.ts';
import { syncNote } from '../sync/exchange.ts';
import { useEngine, useStanding } from '../sync/use-session.ts';
import { fieldsOf, packHead } from '../visit-store.ts';
import { RecoverDialog } from './recover-dialog.tsx';
import { type Group, groupOf, inOrder, type OnPhone } from './tasks.ts';
import { ThisPhone } from './this-phone.tsx';
import { VisitCard } from './visit-card.tsx';

export function HomePage() {
  const session = useSession();
  return session === null ? null : <Home session={session} />;
}

function Home(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  return (
    <>
      <h1 className="visually-hidden">{say('title')}</h1>
      <Warnings session={session} />
      <Groups session={session} />
      <ThisPhone session={session} />
      <RecoverDialog session={session} />
    </>
  );
}

function Warnings(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const sentence = useSentence();
  const standing = useStanding(session);
  const engine = useEngine(session);
  const days = Math.floor(oldestWait({ ...standing, sending: engine.sending }, nowMs()) / dayMs);
  return (
    <>
      <SignInAgain session={session} />
      {session.refused || engine.link === 'refused' ? (
        <Notice tone="error" title={say('unlockedRefused')}>
          <p>{engine.code === null ? say('unlockedRefusedText') : sentence({ code: engine.code })}</p>
          <Rescue session={session} />
        </Notice>
      ) : null}
      {days >= nagDays ? (
        <Notice tone="warning" title={say('nag', { days })}>
          <p>{say('nagText')}</p>
          <Rescue session={session} />
        </Notice>
      ) : null}
    </>
  );
}

const groups: readonly Group[] = ['today', 'open', 'upcoming', 'done'];

function Groups(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const standing = useStanding(session);
  const engine = useEngine(session);
  const { kept } = session;
  const today = dayOfInstant(new Date(nowMs() + syncNote(kept).offsetMs).toISOString());
  const visits = inOrder([...standing.visits.values()]).map((visit) => ({
    visit,
    here: onPhone(session, visit),
  }));
  if (visits.length === 0) return <Nothing session={session} fetched={packHead(standing) !== undefined} />;
  return (
    <>
      {groups.map((group) => {
        const mine = visits.filter(({ visit, here }) => groupOf(visit, here, today) === group);
        if (mine.length === 0) return null;
        return (
          <section key={group} className="task-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>
              {say(group === 'open' ? 'openWindow' : group)} <span className="secondary">{mine.length}</span>
            </h2>
            {mine.map(({ visit, here }) => (
              <VisitCard
                key={visit.inspectionId}
                visit={visit}
                here={here}
                fields={fieldsOf(standing, kept, visit.inspectionId)}
                state={visitState({ ...standing, sending: engine.sending }, visit.inspectionId)}
                session={session}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function onPhone({ kept, engine }: FieldSession, visit: PackedVisit): OnPhone {
  const { inspectionId: id } = visit;
  const standing = kept.now();
  const mine = standing.records.filter((record) => record.visit === id);
  const own = mine.filter((record) => record.kind !== 'claim');
  return {
    claimed: own.length < mine.length,
    written: own.length > 0 || standing.drafts.some((draft) => draft.visit === id),
    finished: own.some((record) => record.kind === 'finish'),
    unsent: unsentCount({ ...standing, sending: engine.now().sending }, id),
  };
}

function Nothing(props: { readonly session: FieldSession; readonly fetched: boolean }) {
  const { session, fetched } = props;
  const say = useText(phoneText);
  const engine = useEngine(session);
  const action = (
    <Button busy={engine.working || engine.fetching} onClick={session.engine.tryNow}>
      {say('refresh')}
    </Button>
  );
  if (fetched) return <EmptyState title={say('todayEmpty')} text={say('todayEmptyText')} action={action} />;
  if (engine.working || engine.fetching || engine.link === 'starting')
    return <EmptyState title={say('notYet')} text={say('notYetText')} />;
  return <EmptyState title={say('notYetOffline')} text={say('notYetOfflineText')} action={action} />;
}
