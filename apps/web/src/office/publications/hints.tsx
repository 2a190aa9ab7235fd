/** The automatic hints of a review: what was found where, what has to change, what was looked at. */
import type { PublicationDetail } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function Hints(props: {
  readonly hints: PublicationDetail['hints'];
  /** Null: only shown, nothing to tick. */
  readonly confirmed: {
    readonly keys: readonly string[];
    readonly onChange: (keys: readonly string[]) => void;
  } | null;
}) {
  const say = useText(publicationDetailText);
  const { hints, confirmed } = props;
  if (hints.length === 0) return <p className="secondary">{say('noHints')}</p>;
  const toggle = (key: string, isIn: boolean) =>
    confirmed?.onChange(isIn ? [...confirmed.keys, key] : confirmed.keys.filter((each) => each !== key));
  return (
    <>
      <p className="secondary">{say('hintsLead')}</p>
      <ul className="publication-hints" aria-label={say('hints')}>
        {hints.map((hint) => (
          <li key={hint.key} data-blocks={hint.isBlocking}>
            <span className="publication-hint-head">
              <strong>{say(`hint.${hint.kind}`)}</strong>
              {hint.group === null ? null : <span className="secondary">{say(`group.${hint.group}`)}</span>}
              <mark>{hint.found}</mark>
              {hint.isBlocking ? <StateChip tone="void">{say('mustChange')}</StateChip> : null}
            </span>
            {hint.isBlocking || confirmed === null ? null : (
              <Checkbox
                name={hint.key}
                label={say('looked', { found: hint.found })}
                checked={confirmed.keys.includes(hint.key)}
                onChange={(isIn) => toggle(hint.key, isIn)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
