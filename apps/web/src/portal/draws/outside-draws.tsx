/** Draws of the province's platform on the public list, each with its mark; names once the office has published them. */
import './outside-draws.css';
import { listPublicOutside, type PublicOutside } from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function OutsideDraws() {
  const say = useText(outsideDrawText);
  const rows = useRead(listPublicOutside, { query: { limit: 50 } }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="outside-draws" aria-label={say('listTitle')}>
      <h2>{say('listTitle')}</h2>
      <ul>
        {rows.map((row) => (
          <OutsideLine key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function OutsideLine(props: { readonly row: PublicOutside }) {
  const say = useText(outsideDrawText);
  const { locale } = useLocale();
  const { row } = props;
  return (
    <li className="outside-line">
      <div>
        <p className="draw-line-title">{row.title}</p>
        <p className="draw-line-facts">
          <span>{row.agencyName}</span>
          <span>{`${row.platformName} ${row.number}`}</span>
          <span>{formatDay(row.drawnOn, locale)}</span>
          <span>{say('publicCount', { n: row.objects })}</span>
        </p>
        <StateChip tone="warning">{say('mark')}</StateChip>
        {row.rows === null ? (
          <p className="secondary">{say('notReleased')}</p>
        ) : (
          <details>
            <summary>{say('list')}</summary>
            <ol>
              {row.rows.map(({ objectName, objectCode }) => (
                <li key={`${objectName} ${objectCode}`}>{`${objectName} ${objectCode}`}</li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </li>
  );
}
