/** One published version of a plan, entry by entry, with all versions and the reason of each adjustment. */
import type { PublicPlan } from '@mingcha/core/plans/plan-views.ts';
import { getPublicPlan } from '@mingcha/core/plans/public-plan-api.ts';
import { publicPlanText } from '@mingcha/core/plans/public-plan-text.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../shared/router.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import './plans-page.css';

export function PlanPage() {
  const say = useText(publicPlanText);
  const id = useParam('id');
  const read = useRead(getPublicPlan, { params: { id } });
  return (
    <section className="portal-part">
      <p>
        <Go to="/plans">{say('back')}</Go>
      </p>
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : read.data === undefined ? (
        <Skeleton lines={12} />
      ) : (
        <Plan plan={read.data} />
      )}
    </section>
  );
}

function Plan({ plan }: { readonly plan: PublicPlan }) {
  const say = useText(publicPlanText);
  const state = plan.state === 'superseded' ? 'superseded' : plan.state === 'closed' ? 'closed' : 'inForce';
  const pairs = [
    { name: say('versions'), value: `${say('version', { n: plan.version })}，${say(state)}` },
    { name: say('documentNumber'), value: plan.documentNumber || say('empty') },
    { name: say('filedWith'), value: plan.filedWith || say('empty') },
    { name: say('place'), value: plan.place || say('empty') },
  ];
  return (
    <>
      <h1>{plan.title}</h1>
      <p className="secondary">
        {plan.agencyName}　<DateText value={plan.publishedOn} />
      </p>
      {plan.reason === '' ? null : <Notice>{say('reason', { reason: plan.reason })}</Notice>}
      <PairList pairs={pairs} columns={2} />
      <h2>{say('table')}</h2>
      <ol className="public-plan-entries">
        {plan.rows.map((row) => (
          <li key={row.number} className="public-plan-entry">
            <h3>{row.title}</h3>
            <Entry row={row} />
          </li>
        ))}
      </ol>
      {plan.versions.length > 1 ? <Versions plan={plan} /> : null}
    </>
  );
}

function Entry({ row }: { readonly row: PublicPlan['rows'][number] }) {
  const say = useText(publicPlanText);
  const facts: readonly (readonly [string, string])[] = [
    [say('number'), row.number],
    [say('items'), row.items.join('；')],
    [say('objects'), row.objects],
    [say('rate'), row.rate],
    [say('times'), say('timesN', { n: row.times })],
    [say('window'), `${row.window.from} – ${row.window.to}`],
    [say('methods'), row.methods.join('、')],
    [say('partners'), row.partners.join('、')],
    [say('levels'), `${row.drawLevel} / ${row.checkLevel}`],
    [say('section'), row.section],
  ];
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? say('empty') : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Versions({ plan }: { readonly plan: PublicPlan }) {
  const say = useText(publicPlanText);
  return (
    <>
      <h2>{say('versions')}</h2>
      <ul className="public-plans">
        {plan.versions.map((one) => (
          <li key={one.id}>
            <Go to={`/plans/${one.id}`}>
              <strong>{say('version', { n: one.version })}</strong>
            </Go>
            <span className="secondary">
              <DateText value={one.publishedOn} />
              {one.reason === '' ? '' : `　${say('reason', { reason: one.reason })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
