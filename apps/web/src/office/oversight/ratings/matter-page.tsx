/** One opinion as a matter: what was said, what to do next, what was done. */
import '../../publications/objections/objections.css';
import '../../publications/publications.css';
import { getMatter, type RatingMatterDetail } from '@mingcha/core/oversight/ratings/rating-api.ts';
import { ratingPageText } from '@mingcha/core/oversight/ratings/rating-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { IntakeFrame } from '../../publications/objections/intake-frame.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { MatterNext } from './matter-next.tsx';
import { matterTones } from './matters-page.tsx';

export function MatterPage() {
  const say = useText(ratingPageText);
  const read = useApiQuery(getMatter, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('one')} read={read}>
      {(matter) => (
        <>
          <PageHeader
            title={`${say('one')} ${matter.number}`}
            mark={
              <StateChip tone={matterTones[matter.state]}>
                {matter.round > 1 && matter.state !== 'closed'
                  ? say('again', { n: matter.round })
                  : say(`state.${matter.state}`)}
              </StateChip>
            }
            actions={
              <GoTo to="/rating-matters" className={buttonClass({})}>
                {say('back')}
              </GoTo>
            }
          />
          {matter.isAsked ? <Notice tone="info">{say('waitsForRater')}</Notice> : null}
          <div className="publication-columns">
            <div>
              <Said matter={matter} />
              <Steps matter={matter} />
            </div>
            <div>
              {matter.allowed.length === 0 ? null : (
                <MatterNext key={matter.version} matter={matter} onDone={read.reload} />
              )}
              <Facts matter={matter} />
            </div>
          </div>
        </>
      )}
    </IntakeFrame>
  );
}

function Said({ matter }: { readonly matter: RatingMatterDetail }) {
  const say = useText(ratingPageText);
  const { said } = matter;
  return (
    <Section title={say('said')}>
      <Notice tone="warning">{say('protect')}</Notice>
      <PairList
        columns={1}
        pairs={[
          { name: say('certificates'), value: say(said.showedCertificates ? 'yes' : 'no') },
          { name: say('notice'), value: say(said.keptToNotice ? 'yes' : 'no') },
          { name: say('manner'), value: said.manner },
          { name: say('remark'), value: said.remark === '' ? say('noRemark') : said.remark, wide: true },
          {
            name: say('agencies'),
            value: matter.agencies.map((agency) => agency.name).join(say('comma')) || '–',
          },
          { name: say('task'), value: matter.taskNumber },
        ]}
      />
    </Section>
  );
}

function Facts({ matter }: { readonly matter: RatingMatterDetail }) {
  const say = useText(ratingPageText);
  return (
    <Section>
      <PairList
        columns={1}
        pairs={[
          { name: say('handler'), value: matter.handlerName || '–' },
          { name: say('startedOn'), value: <DateText value={matter.startedOn} form="short" /> },
          { name: say('dueOn'), value: <DateText value={matter.dueOn} form="short" /> },
          ...(matter.outcome === null
            ? []
            : [{ name: say('outcome'), value: say(`outcome.${matter.outcome}`) }]),
          ...(matter.answer === '' ? [] : [{ name: say('answer'), value: matter.answer, wide: true }]),
          { name: say('verdict'), value: say(`verdict.${matter.verdict ?? 'none'}`) },
        ]}
      />
    </Section>
  );
}

function Steps({ matter }: { readonly matter: RatingMatterDetail }) {
  const say = useText(ratingPageText);
  return (
    <Section title={say('steps')}>
      {matter.steps.length === 0 ? (
        <EmptyState title={say('stepsEmpty')} />
      ) : (
        <ol className="article-list">
          {matter.steps.map((step, n) => (
            <li key={`${n} ${step.step}`}>
              <strong>{say(`step.${step.step}`)}</strong>{' '}
              <span className="secondary">
                {step.personName || say('rater')} <DateText value={step.onDay} form="short" />
              </span>
              {step.words === '' ? null : <p>{step.words}</p>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
