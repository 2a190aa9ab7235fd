/** A submitted result to read, and the history of rounds and reviews. */
import type { Submission, TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { DateText, type Pair, PairList, StateChip } from '../../shared/ui/values.tsx';

export function SubmissionShown(props: {
  readonly submission: Submission;
  readonly items: TeamResultView['items'];
}) {
  const { submission, items } = props;
  const say = useText(resultPageText);
  const nameOf = (itemKey: string | null): string =>
    items.find((each) => each.itemKey === itemKey)?.name ?? say('wholeVisit');
  return (
    <div className="result-part">
      <ul className="result-list">
        {submission.items.map((each) => (
          <li key={each.itemKey} className="result-item">
            <span>{nameOf(each.itemKey)}</span>
            <span>
              <strong>{each.wording}</strong>
              {each.note === '' ? null : <span className="visit-note">{each.note}</span>}
            </span>
          </li>
        ))}
      </ul>
      {submission.findings.length === 0 ? null : (
        <ol className="result-list">
          {submission.findings.map((finding, n) => (
            <li key={finding.id} className="result-box">
              <Finding finding={finding} n={n} item={nameOf(finding.itemKey)} />
            </li>
          ))}
        </ol>
      )}
      {submission.concealment === '' ? null : (
        <PairList pairs={[{ name: say('concealment'), value: submission.concealment, wide: true }]} />
      )}
      <p className="secondary">
        <EnteredBy submission={submission} /> <DateText value={submission.submittedAt} />
      </p>
    </div>
  );
}

function EnteredBy({ submission }: { readonly submission: Submission }) {
  const say = useText(resultPageText);
  const { locale } = useLocale();
  const { onBehalf, enteredName } = submission;
  if (onBehalf === null) return <>{say('enteredBy', { name: enteredName })}</>;
  return (
    <>
      {say('behalfBy', {
        name: enteredName,
        by: onBehalf.confirmedBy,
        on: formatDay(onBehalf.confirmedOn, locale),
        proof: onBehalf.proof,
      })}
    </>
  );
}

function Finding(props: {
  readonly finding: Submission['findings'][number];
  readonly n: number;
  readonly item: string;
}) {
  const { finding, n, item } = props;
  const say = useText(resultPageText);
  const pairs: Pair[] = [
    { name: say('findingItem'), value: item },
    { name: say('action'), value: say(`action.${finding.action}`) },
    {
      name: say('law'),
      value: finding.clauses.map((clause) => `${clause.law}${clause.article}`).join('；'),
      wide: true,
    },
  ];
  if (finding.dueOn !== null) pairs.push({ name: say('dueOn'), value: <DateText value={finding.dueOn} /> });
  if (finding.measures !== '') pairs.push({ name: say('measures'), value: finding.measures, wide: true });
  return (
    <>
      <div className="result-box-head">
        <h4>{say('findingN', { n: n + 1 })}</h4>
        {finding.evidenceIds.length === 0 ? null : (
          <span className="secondary">{say('evidenceCount', { n: finding.evidenceIds.length })}</span>
        )}
      </div>
      <p className="result-text">{finding.text}</p>
      <PairList pairs={pairs} />
    </>
  );
}

/** Each round with what was said of it; open only where something was returned. */
export function History({ team }: { readonly team: TeamResultView }) {
  const say = useText(resultPageText);
  if (team.reviews.length === 0) return null;
  return (
    <details>
      <summary>{say('history')}</summary>
      <ol className="result-list">
        {team.submissions.map((each) => {
          const review = team.reviews.find((one) => one.round === each.round);
          return (
            <li key={each.round} className="result-box">
              <div className="result-box-head">
                <h4>{say('round', { n: each.round })}</h4>
                <span>{each.overall.wording}</span>
              </div>
              <p className="secondary">
                <EnteredBy submission={each} /> <DateText value={each.submittedAt} />
              </p>
              {review === undefined ? null : (
                <p className="result-text">
                  <StateChip tone={review.decision === 'pass' ? 'verified' : 'warning'}>
                    {say(`decided.${review.decision}`)}
                  </StateChip>{' '}
                  {review.reviewedName}
                  {review.isLegal ? ` (${say('legalPost')})` : ''} <DateText value={review.reviewedAt} />
                  {review.opinion === '' ? '' : `\n${review.opinion}`}
                </p>
              )}
              {each.round === team.submissions.length ? null : (
                <SubmissionShown submission={each} items={team.items} />
              )}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
