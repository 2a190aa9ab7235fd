/**
 * An object's year in the frequency ledger: counted visits against each cap, warnings, every visit with why it counts.
 * For the object's page and drawer, the visit form, and whoever plans or prepares an inspection.
 */
import './rules.css';
import { type FrequencyRow, objectFrequency } from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useRuleWord } from './rule-words.ts';

type ObjectStanding = z.output<typeof objectFrequency.response>;

export function ObjectFrequency(props: { readonly objectId: string }) {
  const say = useText(frequencyPageText);
  const read = useApiQuery(objectFrequency, { params: { id: props.objectId } });
  if (read.error !== null) return <ErrorState error={read.error} onRetry={read.reload} />;
  if (read.data === undefined) return <Skeleton lines={3} />;
  const { data } = read;
  return (
    <section className="frequency" aria-label={say('ofYear', { year: data.year })}>
      <h3>{say('ofYear', { year: data.year })}</h3>
      <Measures standing={data} />
      <VisitWarnings warnings={data.warnings} />
      {data.entries.length === 0 ? (
        <p className="secondary">{say('noVisits')}</p>
      ) : (
        <ol className="frequency-visits">
          {data.entries.map((entry) => (
            <Visit key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Measures(props: { readonly standing: ObjectStanding }) {
  const say = useText(frequencyPageText);
  const word = useRuleWord();
  return (
    <ul className="frequency-measures">
      {props.standing.status.measures.map((one) => (
        <li key={`${one.scope} ${one.name}`}>
          <span>
            {one.name}
            <span className="secondary">
              {word(`scope.${one.scope}`)}
              {one.coverageYears === null ? null : ` ${say('coverage', { years: one.coverageYears })}`}
            </span>
          </span>
          <strong>
            {one.cap === null
              ? say('standingFree', { count: one.counted })
              : say('standingOf', { count: one.counted, cap: one.cap })}
          </strong>
          {one.isOver ? (
            <StateChip tone="void">{say('over')}</StateChip>
          ) : one.left === 0 ? (
            <StateChip tone="warning">{say('full')}</StateChip>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What the rule book warns of; nothing when it does not. */
export function VisitWarnings(props: { readonly warnings: ObjectStanding['warnings'] }) {
  const say = useText(frequencyPageText);
  if (props.warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={say('warnTitle')}>
      {props.warnings.map((one) => (
        <p key={one.per}>{say(`warn.${one.per}`, { found: one.found, times: one.times })}</p>
      ))}
    </Notice>
  );
}

function Visit(props: { readonly entry: FrequencyRow }) {
  const { entry } = props;
  const say = useText(frequencyPageText);
  const word = useRuleWord();
  return (
    <li>
      <DateText value={entry.enteredOn} />
      <span>{entry.bodyName}</span>
      <span>{word(`kind.${entry.kind}`)}</span>
      <BasisChip entry={entry} />
      {entry.isJoint ? <StateChip>{say('joint')}</StateChip> : null}
      {entry.exemption === null ? null : (
        <span className="secondary">
          {word(`exemption.${entry.exemption}`)} {entry.exemptionNote}
        </span>
      )}
    </li>
  );
}

/** Whether a visit counts, in words. */
export function BasisChip(props: { readonly entry: Pick<FrequencyRow, 'basis'> }) {
  const say = useText(frequencyPageText);
  const { basis } = props.entry;
  return <StateChip tone={basis === 'counted' ? 'accent' : 'neutral'}>{say(`basis.${basis}`)}</StateChip>;
}

/** Counted visits of the agency and its cap when the visit was entered; none for bodies that keep no sum here. */
export function Standing(props: {
  readonly row: Pick<FrequencyRow, 'isOutsideBody' | 'countAtTime' | 'capAtTime'>;
}) {
  const say = useText(frequencyPageText);
  const { isOutsideBody, countAtTime, capAtTime } = props.row;
  if (isOutsideBody) return '–';
  return capAtTime === null
    ? say('standingFree', { count: countAtTime })
    : say('standingOf', { count: countAtTime, cap: capAtTime });
}
