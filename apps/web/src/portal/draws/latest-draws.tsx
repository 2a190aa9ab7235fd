/** Public draws, newest first, voids included for ever: number, agency, state, seal mark. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { drawStateText } from '@mingcha/core/draws/draw-text.ts';
import { listPublicDraws, type PublicDrawSummary } from '@mingcha/core/draws/public-draw-api.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { SealMark } from '../../shared/ui/seal.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../shared/ui/values.tsx';
import { holds } from './draw-filter.ts';

export interface LatestDrawsProps {
  readonly limit: number;
  /** Keeps draws whose number, title, agency or subject holds this text. */
  readonly filter: string;
}

export function LatestDraws(props: LatestDrawsProps) {
  const say = useText(shellText);
  const [limit, setLimit] = useState(props.limit);
  const list = useRead(listPublicDraws, { query: { limit } });
  if (list.status === 'loading') return <Skeleton lines={4} />;
  if (list.data === undefined) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.data.rows.length === 0)
    return <EmptyState title={say('portalEmpty')} text={say('portalEmptyText')} />;
  const rows = list.data.rows.filter((draw) => holds(draw, props.filter));
  const more = list.data.next !== null && limit < 200 && props.limit > 6;
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={say('portalNoResult', { text: props.filter })} text={say('portalNoResultText')} />
      ) : (
        <ul className="draw-list">
          {rows.map((draw) => (
            <DrawLine key={draw.id} draw={draw} />
          ))}
        </ul>
      )}
      {more ? <Button onClick={() => setLimit(200)}>{say('portalMore')}</Button> : null}
    </>
  );
}

const tones: Partial<Record<PublicDrawSummary['state'], Tone>> = { voided: 'void', sealed: 'accent' };

function DrawLine(props: { readonly draw: PublicDrawSummary }) {
  const { draw } = props;
  const say = useText(shellText);
  const sayState = useText(drawStateText);
  const { locale } = useLocale();
  const when =
    draw.drawnAt === null
      ? say('portalSealedAt', { at: formatInstant(draw.sealedAt) })
      : say('portalDrawnAt', { at: formatInstant(draw.drawnAt) });
  const counts =
    draw.drawnCount === null
      ? say('portalObjects', { n: draw.objects })
      : `${say('portalObjects', { n: draw.objects })} · ${say('portalDrawn', { n: draw.drawnCount })}`;
  return (
    <li className="draw-line">
      <SealMark digest={draw.freezeId} size={44} />
      <div>
        <Go to={`/draws/${draw.id}`} className="draw-line-title">
          {draw.title[locale]}
        </Go>
        <p className="draw-line-facts">
          <span>{draw.agencyName}</span>
          <span>{draw.number}</span>
          <span>{counts}</span>
          <span>{when}</span>
        </p>
        {draw.voided === null ? null : <p className="draw-line-void">{draw.voided.text}</p>}
      </div>
      <StateChip tone={tones[draw.state] ?? 'neutral'}>{sayState(draw.state)}</StateChip>
    </li>
  );
}
