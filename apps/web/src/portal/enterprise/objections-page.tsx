/** The enterprise's own objections, and one of them. */
import {
  addOwnEvidence,
  getOwnObjection,
  listOwnObjections,
} from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam, useSearch } from '../../shared/router.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { ObjectionShown } from '../objections/objection-shown.tsx';
import { Centre } from './centre-frame.tsx';

export function EnterpriseObjectionsPage() {
  return <Centre at="/enterprise/objections">{() => <Objections />}</Centre>;
}

function Objections() {
  const say = useText(centrePageText);
  const sayState = useText(publicObjectionText);
  const { locale } = useLocale();
  const read = useRead(listOwnObjections);
  return (
    <section className="centre-part">
      <h1>{say('objectionsTitle')}</h1>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={4} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState text={say('objectionsNone')} action={<Go to="/enterprise/visits">{say('visits')}</Go>} />
      ) : (
        <ul className="centre-list">
          {read.data.rows.map((row) => (
            <li key={row.id}>
              <div>
                <span className="centre-line-title">
                  <Go to={`/enterprise/objections/${row.id}`}>{row.taskName}</Go>
                  <StateChip tone="accent">{sayState(`state.${row.state}`)}</StateChip>
                </span>
                <p className="centre-line-text">
                  <span className="mono">{row.number}</span> {row.agencyName}
                </p>
              </div>
              <span className="centre-line-text">{say('dueOn', { day: formatDay(row.dueOn, locale) })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function EnterpriseObjectionPage() {
  return <Centre at="/enterprise/objections">{() => <Objection />}</Centre>;
}

function Objection() {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const id = useParam('id');
  const isNew = useSearch('sent') === '1';
  const read = useRead(getOwnObjection, { params: { id } });
  const objection = read.data;
  if (objection === undefined)
    return read.error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return (
    <section className="centre-part centre-narrow">
      <p>
        <Go to="/enterprise/objections">{say('back')}</Go>
      </p>
      <h1>{objection.taskName}</h1>
      {isNew ? (
        <Notice tone="verified">
          {say('sent', { number: objection.number, day: formatDay(objection.dueOn, locale) })}
        </Notice>
      ) : null}
      <ObjectionShown
        is={objection}
        addFile={async (file, onProgress) => {
          const sent = await callApi(addOwnEvidence, {
            params: { id },
            body: { actionId: newActionId() },
            file,
            onProgress,
          });
          if (sent.ok) read.reload();
          return sent.ok ? null : sent.error;
        }}
      />
      <h2>{say('grounds')}</h2>
      <p className="centre-grounds">{objection.grounds}</p>
    </section>
  );
}
