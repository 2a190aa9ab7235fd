/** The visit to read: its course, the sheets with their answers, problems, guidance, opinions, evidence, signatures. */
import './inspections.css';
import { printBlankPack } from '@mingcha/core/inspections/blank-pack-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { getVisit, type VisitView } from '@mingcha/core/inspections/results/visit-view-api.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, type Pair, PairList, StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DoubledPart } from './visit-doubled.tsx';
import { EvidencePart, SignaturePart } from './visit-evidence.tsx';

export function VisitSection({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(visitPageText);
  const read = useApiQuery(getVisit, { params: { id: inspectionId } });
  const visit = read.data;
  if (visit === undefined)
    return read.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const enter = visit.mayEnterPaper ? (
    <>
      <GoTo to={`/inspections/${inspectionId}/paper`} className={buttonClass({})}>
        {say('enterPaper')}
      </GoTo>
      <a href={addressOf(printBlankPack, { params: { id: inspectionId } })} className={buttonClass({})}>
        {say('blankPack')}
      </a>
    </>
  ) : undefined;
  if (isEmpty(visit))
    return (
      <EmptyState
        title={say('empty')}
        text={say('emptyText')}
        {...(enter === undefined ? {} : { action: <ButtonRow>{enter}</ButtonRow> })}
      />
    );
  return (
    <div className="inspection-parts">
      {enter === undefined ? null : <div className="button-row">{enter}</div>}
      <DoubledPart inspectionId={inspectionId} visit={visit} />
      <Course visit={visit} />
      <Found visit={visit} />
      <Sheets visit={visit} />
      <EvidencePart visit={visit} />
      <SignaturePart visit={visit} />
    </div>
  );
}

const isEmpty = (visit: VisitView): boolean =>
  visit.started === null &&
  visit.arrival === null &&
  visit.outcome === null &&
  visit.situation === '' &&
  visit.findings.length === 0 &&
  visit.evidence.length === 0;

function Course({ visit }: { readonly visit: VisitView }) {
  const say = useText(visitPageText);
  const { representative: party, outcome, feedback } = visit;
  const yes = (value: boolean | null) => (value === null ? '' : say(value ? 'yes' : 'no'));
  const pairs: Pair[] = [
    { name: say('place'), value: visit.place || visit.arrival?.place },
    {
      name: say('period'),
      value:
        visit.started === null
          ? ''
          : say('periodOf', {
              from: formatInstant(visit.started),
              to: visit.ended === null ? '…' : formatInstant(visit.ended),
            }),
    },
    { name: say('representative'), value: [party.name, party.post, party.phone].join(' ').trim() },
    { name: say('certificates'), value: yes(visit.certificatesShown) },
    { name: say('rights'), value: yes(visit.rightsTold) },
    { name: say('recusal'), value: visit.recusal === null ? '' : say(`recusal.${visit.recusal}`) },
  ];
  if (visit.situation !== '')
    pairs.push({
      name: say('situation'),
      value: <p className="result-text">{visit.situation}</p>,
      wide: true,
    });
  if (outcome !== null && outcome.outcome !== 'normal')
    pairs.push({
      name: say('outcome'),
      value: [outcome.facts, outcome.witness === '' ? '' : `${say('witness')} ${outcome.witness}`]
        .filter((text) => text !== '')
        .join('；'),
      wide: true,
    });
  if (feedback !== null)
    pairs.push({
      name: say('feedback'),
      value: [say(`opinion.${feedback.opinion}`), feedback.statement]
        .filter((text) => text !== '')
        .join('：'),
      wide: true,
    });
  for (const each of visit.addedItems)
    pairs.push({ name: say('added'), value: `${each.name} (${each.reason})`, wide: true });
  return (
    <Section title={say('steps')}>
      <PairList pairs={pairs} />
    </Section>
  );
}

function Found({ visit }: { readonly visit: VisitView }) {
  const say = useText(visitPageText);
  const sayResult = useText(resultPageText);
  const agencyOf = (id: string) => visit.teams.find((team) => team.agencyId === id)?.agencyName ?? '';
  const isJoint = visit.teams.length > 1;
  const others = [
    ...visit.concealment.map((each) => ({ id: each.id, title: say('concealment'), text: each.facts })),
    ...visit.guidance.map((each) => ({ id: each.id, title: say('guidance'), text: each.text })),
    ...visit.opinions.map((each) => ({
      id: each.id,
      title: `${say('opinions')} ${each.name}`,
      text: each.text,
    })),
  ];
  if (visit.findings.length === 0 && others.length === 0) return null;
  return (
    <Section title={say('findings')}>
      <ol className="result-list">
        {visit.findings.map((finding, n) => (
          <li key={finding.id} className="result-box">
            <div className="result-box-head">
              <h3>{say('ofFinding', { n: n + 1 })}</h3>
              {isJoint ? <span className="secondary">{agencyOf(finding.agencyId)}</span> : null}
              {finding.action === null ? null : (
                <StateChip>{sayResult(`action.${finding.action}`)}</StateChip>
              )}
            </div>
            <p className="result-text">{finding.text}</p>
            <p className="secondary">
              {finding.clauses.map((clause) => `${clause.law}${clause.article}`).join('；')}
              {finding.dueOn === null ? null : (
                <>
                  {'　'}
                  {sayResult('dueOn')} <DateText value={finding.dueOn} />
                </>
              )}
            </p>
          </li>
        ))}
        {others.map((each) => (
          <li key={each.id} className="result-box">
            <h3>{each.title}</h3>
            <p className="result-text">{each.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Line = VisitView['sheets'][number]['sections'][number]['lines'][number];

function Sheets({ visit }: { readonly visit: VisitView }) {
  const say = useText(visitPageText);
  return (
    <>
      {visit.sheets.map((sheet) => (
        <Section key={sheet.versionId} title={`${say('sheet')}：${sheet.name}`}>
          <div className="inspection-parts">
            {sheet.sections.map((section) => (
              <details key={section.title} open={section.lines.some(isProblem)}>
                <summary>
                  {say('sheetSection', {
                    title: section.title,
                    answered: section.lines.filter((line) => line.answer !== null).length,
                    total: section.lines.length,
                  })}
                </summary>
                <ul className="visit-lines">
                  {section.lines.map((line) => (
                    <SheetLine key={line.key} line={line} />
                  ))}
                </ul>
              </details>
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}

const isProblem = (line: Line): boolean => line.answer?.answer === 'nonConform';

function SheetLine({ line }: { readonly line: Line }) {
  const say = useText(visitPageText);
  const { answer } = line;
  const value = answer === null || answer.value === null ? '' : `${answer.value} ${line.unit}`.trim();
  const verdict = answer === null || answer.answer === null ? '' : say(`answer.${answer.answer}`);
  return (
    <li>
      <span>
        {line.requirement}
        {line.note === '' ? null : <span className="visit-note">{line.note}</span>}
      </span>
      <span className="visit-answer">
        {answer === null ? (
          <span className="secondary">{say('unanswered')}</span>
        ) : (
          <StateChip tone={isProblem(line) ? 'warning' : 'neutral'}>
            {[verdict, value].filter((text) => text !== '').join(' ')}
          </StateChip>
        )}
        {answer?.by === 'section' ? <span className="secondary">{say('bySection')}</span> : null}
      </span>
    </li>
  );
}
