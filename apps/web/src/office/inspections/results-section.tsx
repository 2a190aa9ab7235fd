/** Result and review of one inspection: the overall result, then each agency's entry, review, clocks and history. */
import './inspections.css';
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { getResults, type TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { Clocks } from './clock-part.tsx';
import { stageTones } from './inspection-rail.ts';
import { OffSitePart } from './off-site-part.tsx';
import { ReplacePart } from './replace-part.tsx';
import { ResultForm } from './result-form.tsx';
import { History, SubmissionShown } from './result-shown.tsx';
import { ReviewBox } from './review-box.tsx';

export function ResultsSection({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(resultPageText);
  const sayPage = useText(inspectionPageText);
  const read = useApiQuery(getResults, { params: { id: inspectionId } });
  if (read.data === undefined)
    return read.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const { teams, overall, rectifyBy, drawId, objectC, mayReplace } = read.data;
  const outcome = teams[0]?.outcome ?? 'normal';
  return (
    <div className="inspection-parts">
      <div className="result-overall">
        <span>{say('overall')}</span>
        {overall === null ? (
          <span className="secondary">{say('overallNone')}</span>
        ) : (
          <strong>{overall.wording}</strong>
        )}
        {outcome === 'normal' ? null : <StateChip tone="warning">{sayPage(`outcome.${outcome}`)}</StateChip>}
      </div>
      {mayReplace && drawId !== null ? (
        <ReplacePart drawId={drawId} objectC={objectC} outcome={sayPage(`outcome.${outcome}`)} />
      ) : null}
      {teams.map((team) => (
        <TeamPart key={team.agencyId} inspectionId={inspectionId} team={team} rectifyBy={rectifyBy} />
      ))}
    </div>
  );
}

export interface TeamProps {
  readonly inspectionId: string;
  readonly team: TeamResultView;
}

function TeamPart({ inspectionId, team, rectifyBy }: TeamProps & { readonly rectifyBy: string }) {
  const say = useText(resultPageText);
  const sayPage = useText(inspectionPageText);
  const last = team.submissions.at(-1);
  return (
    <Section
      title={team.agencyName}
      actions={<StateChip tone={stageTones[team.stage]}>{sayPage(`stage.${team.stage}`)}</StateChip>}
    >
      <div className="result-part">
        <Clocks inspectionId={inspectionId} team={team} />
        <OffSitePart inspectionId={inspectionId} team={team} />
        <Returned team={team} />
        {team.maySubmit ? (
          <ResultForm key={`${team.version}`} inspectionId={inspectionId} team={team} rectifyBy={rectifyBy} />
        ) : last === undefined ? (
          <p className="secondary">{say(waiting(team))}</p>
        ) : (
          <SubmissionShown submission={last} items={team.items} />
        )}
        {team.mayReview && last !== undefined ? (
          <ReviewBox inspectionId={inspectionId} team={team} last={last} />
        ) : team.stage === 'submitted' ? (
          <p className="secondary">{say('waitReview', { agency: team.agencyName })}</p>
        ) : null}
        <History team={team} />
      </div>
    </Section>
  );
}

const waiting = (team: TeamResultView) =>
  team.stage === 'recorded' || team.stage === 'returned' ? 'waitEntry' : 'notEnded';

/** The opinion with which the result came back stands above the form that corrects it. */
function Returned({ team }: { readonly team: TeamResultView }) {
  const say = useText(resultPageText);
  const review = team.reviews.at(-1);
  if (team.stage !== 'returned' || review === undefined) return null;
  return (
    <Notice tone="warning" title={say(`decided.${review.decision}`)}>
      <p className="result-text">{review.opinion}</p>
      <p className="secondary">{review.reviewedName}</p>
    </Notice>
  );
}
