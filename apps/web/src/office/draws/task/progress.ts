/** What of a draw is done, and what is not with its reason; and the one thing to do next. Pure. */
import type { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import type { ContributionView, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { formatInstant } from '../../../shared/format.ts';
import type { Say } from '../../../shared/i18n/locale.tsx';

type Words = Say<keyof typeof drawPageText.zh>;
export interface Progress {
  readonly done: readonly string[];
  readonly notDone: readonly { readonly text: string; readonly because: string }[];
}

const waits = (source: ContributionView): boolean =>
  source.kind === 'party'
    ? source.nonce === null && source.missed === null
    : source.kind === 'drand'
      ? source.signature === null
      : source.text === null;

/** Sources that have not spoken, by name. */
function missingSources(draw: DrawView, say: Words): readonly string[] {
  return draw.contributions
    .filter(waits)
    .map((source) => (source.kind === 'drand' ? say('sourceKind.drand') : source.label));
}

export function releaseMoment(draw: DrawView): string | null {
  const { disclosure } = draw.settings;
  return disclosure.mode === 'sealed' ? disclosure.releaseAt : null;
}

function doneOf(draw: DrawView, say: Words): readonly string[] {
  const at = (instant: string | null) => (instant === null ? '' : formatInstant(instant));
  const isChecked = draw.state !== 'draft';
  return [
    ...(isChecked && draw.state !== 'voided' ? [say('done.checked')] : []),
    ...(draw.sealedAt === null
      ? []
      : [say('done.sealed', { number: draw.number ?? '', at: at(draw.sealedAt) })]),
    ...(draw.drawnAt === null ? [] : [say('done.drawn', { at: at(draw.drawnAt) })]),
    ...(draw.recordSha256 === null ? [] : [say('done.recorded')]),
    ...(draw.state === 'released' || draw.state === 'closed' ? [say('done.released')] : []),
    ...(draw.state === 'closed' ? [say('done.closed')] : []),
  ];
}

/** Steps that are still to come, in order, each with what it waits for. */
function notDoneOf(draw: DrawView, say: Words, now: string): Progress['notDone'] {
  if (draw.state === 'closed') return [];
  if (draw.state === 'voided') return voidedReasons(draw, say);
  const open = draw.participants.filter((row) => row.state === 'invited').map((row) => row.agencyName);
  const item = (text: Parameters<Words>[0], because: string) => ({ text: say(text), because });
  const steps = [
    ...(draw.state === 'draft'
      ? [
          item(
            'step.check',
            open.length > 0 ? say('because.invited', { names: open.join('、') }) : say('because.unchecked'),
          ),
        ]
      : []),
    ...(draw.sealedAt === null
      ? [item('step.seal', say(draw.state === 'sealing' ? 'because.secondSeal' : 'because.notSealed'))]
      : []),
    ...(draw.drawnAt === null ? [item('step.draw', drawReason(draw, say))] : []),
    ...(draw.recordSha256 === null ? [item('step.record', say('because.noScan'))] : []),
  ];
  return draw.state === 'released'
    ? [item('step.close', closeReason(draw, say))]
    : [...steps, item('step.release', releaseReason(draw, say, now))];
}

function drawReason(draw: DrawView, say: Words): string {
  if (draw.sealedAt === null) return say('because.notSealed');
  const missing = missingSources(draw, say);
  return missing.length > 0
    ? say('because.sources', { names: [...new Set(missing)].join('、') })
    : say('because.ready');
}

function releaseReason(draw: DrawView, say: Words, now: string): string {
  const moment = releaseMoment(draw);
  if (moment !== null && now < moment) return say('because.embargo', { at: formatInstant(moment) });
  return say(draw.recordSha256 === null ? 'because.noScan' : 'because.notReleased');
}

function closeReason(draw: DrawView, say: Words): string {
  const open = draw.amendments.filter((row) => row.state === 'proposed').length;
  return open > 0 ? say('because.amendments', { n: open }) : say('because.notClosed');
}

function voidedReasons(draw: DrawView, say: Words): Progress['notDone'] {
  const because = draw.voidRequest?.text ?? '';
  const redraw =
    draw.redrawId === null ? [{ text: say('step.redraw'), because: say('because.notRedrawn') }] : [];
  return [{ text: say('step.voided'), because }, ...redraw];
}

export function progressOf(draw: DrawView, say: Words, now: string): Progress {
  return { done: doneOf(draw, say), notDone: notDoneOf(draw, say, now) };
}
