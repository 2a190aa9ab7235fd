/** What a line rests on, unfolded on a tap: basis, method, criterion, evidence, the agency's guidance. */
import type { LinePlace } from '@mingcha/core/inspections/visits/finding-proposal.ts';
import type { LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Photos } from './photos.tsx';
import { useBook } from './visit-context.tsx';

export function LineDetails(props: {
  readonly place: LinePlace;
  readonly answer: LineAnswer | undefined;
  readonly writable: boolean;
  readonly onAnswer: (answer: LineAnswer) => void;
}) {
  const say = useText(visitSheetText);
  const { place, answer, writable } = props;
  const { line } = place;
  const parts = [
    ['method', line.method],
    ['criterion', line.criterion],
    ['evidence', line.evidence],
  ] as const;
  return (
    <div className="line-details">
      <dl>
        <dt>{say('basis')}</dt>
        {line.bases.map((basis) => (
          <dd key={`${basis.law}${basis.article}`}>
            {`《${basis.law}》${basis.article}`}
            {basis.text === '' ? null : <span className="line-law">{basis.text}</span>}
          </dd>
        ))}
        {parts.map(([key, text]) =>
          text === '' ? null : (
            <div key={key}>
              <dt>{say(key)}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
        <Guidance place={place} />
      </dl>
      {line.notApplicable === '' ? null : (
        <p className="secondary">{say('whenNotApplicable', { text: line.notApplicable })}</p>
      )}
      {answer?.answer === 'nonConform' ? null : (
        <Photos
          readOnly={!writable}
          belonging={{
            findingId: null,
            line: `${place.sheetVersionId}/${line.key}`,
            words: line.requirement,
          }}
        />
      )}
      {writable ? (
        <button
          type="button"
          className="line-tool"
          aria-pressed={answer?.answer === 'notChecked'}
          onClick={() => props.onAnswer({ answer: 'notChecked', value: null, by: 'hand' })}
        >
          {say('notChecked')}
        </button>
      ) : null}
    </div>
  );
}

/** The agency's own guidance of the items that the sheet serves. */
function Guidance(props: { readonly place: LinePlace }) {
  const say = useText(visitSheetText);
  const { visit } = useBook();
  const { agencyId, itemKey } = props.place;
  const items = visit.teams.find((team) => team.agencyId === agencyId)?.items ?? [];
  const texts = items
    .filter((item) => item.guidance !== '' && (itemKey === null || item.itemKey === itemKey))
    .map((item) => item.guidance);
  if (texts.length === 0) return null;
  return (
    <div>
      <dt>{say('guidance')}</dt>
      {texts.map((text) => (
        <dd key={text}>{text}</dd>
      ))}
    </div>
  );
}
