/** Public page of one draw: what happened in plain words, then verification, then everything that was published. */
import './draw-page.css';
import { drawReasonText, drawStateText, railText } from '@mingcha/core/draws/draw-text.ts';
import { getPublicDraw, type PublicDrawView } from '@mingcha/core/draws/public-draw-api.ts';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { useEffect } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../shared/router.tsx';
import { SealMark } from '../../shared/ui/seal.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DrawFacts, DrawSeal, DrawStrata } from './draw-facts.tsx';
import { DrawAmendments, DrawLog, DrawNames, DrawSeed } from './draw-results.tsx';
import { stagesOf } from './draw-stages.ts';
import { DrawTickets } from './draw-tickets.tsx';
import { DrawVerify } from './draw-verify.tsx';

export function DrawPage() {
  const id = useParam('id');
  const draw = useRead(getPublicDraw, { params: { id } });
  if (draw.status === 'loading') return <Skeleton lines={8} />;
  if (draw.data === undefined)
    return draw.error?.status === 404 ? (
      <NoSuchDraw />
    ) : (
      <ErrorState error={draw.error} onRetry={draw.reload} />
    );
  return <Content draw={draw.data} />;
}

function NoSuchDraw() {
  const say = useText(publicDrawText);
  return (
    <section className="portal-part">
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundText')}</p>
      <Go to="/draws" className="draw-link">
        {say('allDraws')}
      </Go>
    </section>
  );
}

function Content(props: { readonly draw: PublicDrawView }) {
  const { draw } = props;
  return (
    <article className="draw-page">
      <Head draw={draw} />
      <VoidNotice draw={draw} />
      <Rail draw={draw} />
      <DrawVerify draw={draw} />
      <DrawSeal draw={draw} />
      <DrawStrata draw={draw} />
      <DrawSeed draw={draw} />
      {draw.drawnAt === null ? null : <DrawTickets draw={draw} />}
      <DrawNames draw={draw} />
      <DrawAmendments draw={draw} />
      <DrawFacts draw={draw} />
      <DrawLog draw={draw} />
    </article>
  );
}

function Head(props: { readonly draw: PublicDrawView }) {
  const { draw } = props;
  const say = useText(publicDrawText);
  const sayState = useText(drawStateText);
  const { locale } = useLocale();
  const title = draw.title[locale];
  useEffect(() => {
    document.title = title;
  }, [title]);
  const named = draw.state === 'drawn' && draw.drawnObjects !== null;
  const state = draw.state === 'closed' || named ? 'released' : draw.state;
  return (
    <header className="draw-head">
      <div>
        <p className="draw-number">
          <span>{draw.number}</span>
          <StateChip tone={draw.state === 'voided' ? 'void' : 'accent'}>{sayState(draw.state)}</StateChip>
        </p>
        <h1>{title}</h1>
        <p className="draw-lead">
          {say(`lead.${state}`, {
            agency: draw.agencyName,
            objects: formatNumber(draw.objects),
            drawn: formatNumber(draw.drawnCount ?? 0),
          })}
        </p>
      </div>
      <SealMark digest={draw.freezeId} size={112} />
    </header>
  );
}

function VoidNotice(props: { readonly draw: PublicDrawView }) {
  const { draw } = props;
  const say = useText(publicDrawText);
  const sayReason = useText(drawReasonText);
  return (
    <>
      {draw.voided === null ? null : (
        <Notice tone="error" title={say('voidTitle', { reason: sayReason(`void.${draw.voided.reason}`) })}>
          <p>{draw.voided.text}</p>
          <p>{say('voidAt', { at: formatInstant(draw.voided.at) })}</p>
        </Notice>
      )}
      {draw.redraw === null ? null : (
        <Go to={`/draws/${draw.redraw.id}`} className="draw-link">
          {say('redraw', { number: draw.redraw.number })}
        </Go>
      )}
      {draw.previous === null ? null : (
        <Go to={`/draws/${draw.previous.id}`} className="draw-link">
          {say('previous', { number: draw.previous.number })}
        </Go>
      )}
    </>
  );
}

function Rail(props: { readonly draw: PublicDrawView }) {
  const say = useText(railText);
  return (
    <StageRail
      stages={stagesOf(props.draw).map(({ key, state, at }) => ({
        key,
        title: say(key),
        state,
        date: at === null ? undefined : formatInstant(at),
      }))}
    />
  );
}
