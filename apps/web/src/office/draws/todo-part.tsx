/** The draws' part of the workbench: what waits for this person, by kind, oldest first. */
import './draws.css';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { DrawState } from '@mingcha/core/draws/ceremony.ts';
import { listDraws, listInvitations } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import type { DrawSummary } from '@mingcha/core/draws/draw-views.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';

/** Kinds of work in the order of the procedure: the states that stand for them and who does them. */
const kinds = [
  { key: 'check', states: ['draft'], roles: ['legalOfficer', 'sectionOfficer'] },
  { key: 'seal', states: ['checked', 'sealing'], roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'] },
  {
    key: 'draw',
    states: ['sealed', 'commitments', 'numbers', 'reveals', 'beacon', 'ready'],
    roles: ['legalOfficer', 'sectionOfficer'],
  },
  { key: 'void', states: ['infeasible'], roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'] },
  { key: 'record', states: ['drawn'], roles: ['legalOfficer', 'sectionOfficer'] },
  { key: 'release', states: ['recorded'], roles: ['legalOfficer'] },
  { key: 'close', states: ['released'], roles: ['legalOfficer', 'sectionOfficer'] },
] as const satisfies readonly {
  readonly key: string;
  readonly states: readonly DrawState[];
  readonly roles: readonly Role[];
}[];

/** Who may decide a void or an amendment, from outside the operating section. */
const deciders: readonly Role[] = ['agencyHead', 'witness', 'legalOfficer'];

export function TodoPart() {
  const say = useText(drawPageText);
  const { person } = useSession();
  const draws = useApiQuery(listDraws, { query: { limit: 200 } });
  const invitations = useApiQuery(listInvitations);
  if (draws.status === 'error') {
    return (
      <Section title={say('todoTitle')}>
        <ErrorState error={draws.error} onRetry={draws.reload} />
      </Section>
    );
  }
  if (draws.data === undefined) return <Skeleton lines={5} />;
  const own = draws.data.rows.filter((row) => row.agencyId === person.agency.id);
  const invited =
    person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer')
      ? (invitations.data?.rows ?? []).filter((row) => row.participation === 'invited')
      : [];
  const cards = kinds.flatMap(({ key, states, roles }) => {
    if (!roles.some((role) => person.roles.includes(role))) return [];
    const rows = own.filter((row) => (states as readonly string[]).includes(row.state));
    return rows.length === 0 ? [] : [{ key, rows }];
  });
  const asked = person.roles.some((role) => deciders.includes(role))
    ? draws.data.rows.filter((row) => row.open.void || row.open.amendments > 0)
    : [];
  const all = [
    ...(asked.length === 0 ? [] : [{ key: 'decide' as const, rows: asked }]),
    ...(invited.length === 0 ? [] : [{ key: 'invited' as const, rows: invited }]),
    ...cards,
  ];
  return (
    <Section title={say('todoTitle')}>
      {all.length === 0 ? (
        <EmptyState title={say('todoNone')} text={say('todoNoneText')} />
      ) : (
        <div className="draw-todo">
          {all.map((card) => (
            <TodoCard key={card.key} kind={card.key} rows={card.rows} />
          ))}
        </div>
      )}
    </Section>
  );
}

type Kind = (typeof kinds)[number]['key'] | 'invited' | 'decide';
const shownRows = 5;

function TodoCard(props: { readonly kind: Kind; readonly rows: readonly DrawSummary[] }) {
  const say = useText(drawPageText);
  const { locale } = useLocale();
  const oldestFirst = [...props.rows].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  const address = (row: DrawSummary) => (props.kind === 'invited' ? '/draws' : `/draws/${row.id}`);
  return (
    <section className="draw-todo-card" aria-label={say(`todo.${props.kind}`)}>
      <h3>
        {say(`todo.${props.kind}`)}
        <span className="draw-todo-count">{props.rows.length}</span>
      </h3>
      <ol>
        {oldestFirst.slice(0, shownRows).map((row) => (
          <li key={row.id}>
            <GoTo to={address(row)}>{row.title[locale]}</GoTo>
            <span className="secondary">
              {row.number === null ? '' : `${row.number}　`}
              <DateText value={row.updatedAt} form="short" />
            </span>
          </li>
        ))}
      </ol>
      {props.rows.length > shownRows ? (
        <GoTo to="/draws">{say('todoMore', { n: props.rows.length - shownRows })}</GoTo>
      ) : null}
    </section>
  );
}
