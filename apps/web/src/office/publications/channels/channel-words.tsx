/** How a line of a channel reads: state with its tone, reasons with the names of fields, why it does not apply. */
import { absences, blocksOf, type DeliveryState } from '@mingcha/core/publications/channels/channel.ts';
import type { DeliveryView } from '@mingcha/core/publications/channels/channel-api.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';

const tones: Readonly<Record<DeliveryState, Tone>> = {
  waiting: 'accent',
  sending: 'accent',
  accepted: 'verified',
  refused: 'void',
  notApplicable: 'neutral',
  manual: 'accent',
  uncertain: 'warning',
  superseded: 'neutral',
  givenUp: 'void',
};

export function DeliveryChip({ row }: { readonly row: DeliveryView }) {
  const say = useText(channelPageText);
  const isExported = row.state === 'manual' && row.fileNumber !== null;
  const word =
    row.state !== 'manual'
      ? say(`state.${row.state}`)
      : isExported
        ? say('state.toConfirm', { number: row.fileNumber ?? '' })
        : say('state.toExport');
  return (
    <span className="channel-chips">
      <StateChip tone={isExported ? 'warning' : tones[row.state]}>{word}</StateChip>
      {row.operation === 'remove' ? <StateChip>{say('removal')}</StateChip> : null}
    </span>
  );
}

/** A key of the catalogue for a word of the server, or the word itself. */
export function useProblem(): (problem: string) => string {
  const say = useText(channelPageText);
  return (problem) => {
    const key = `problem.${problem}`;
    return Object.hasOwn(channelPageText.zh, key) ? say(key as keyof typeof channelPageText.zh) : problem;
  };
}

/** What there is to say about a line beside its state. */
export function DeliveryDetail({ row }: { readonly row: DeliveryView }) {
  const say = useText(channelPageText);
  const problem = useProblem();
  const titleOf = (key: string): string =>
    blocksOf(channelLayouts[row.kind])
      .flatMap((block) => block.fields)
      .find((each) => each.key === key)?.title ?? key;
  if (row.state === 'notApplicable') {
    const absence = absences.find((each) => each === row.problem);
    return <span>{absence === undefined ? row.problem : say(`absence.${absence}`)}</span>;
  }
  if (row.state === 'accepted')
    return (
      <span className="channel-cell">
        {row.externalId === null ? null : (
          <span>
            {say('externalId')} <span className="mono">{row.externalId}</span>
          </span>
        )}
        {row.receipt === null ? null : <span className="secondary">{row.receipt}</span>}
      </span>
    );
  return (
    <span className="channel-cell">
      {row.problem === '' ? null : <span>{problem(row.problem)}</span>}
      {row.reasons.map((reason) => (
        <span key={`${reason.field} ${reason.text}`} className="channel-reason">
          {reason.code === 'theirs' && reason.field !== '' ? `${titleOf(reason.field)}：` : ''}
          {say(`reason.${reason.code}`, { field: titleOf(reason.field), text: reason.text })}
        </span>
      ))}
    </span>
  );
}

/** When it ended, or when it goes. */
export function DeliveryTime({ row }: { readonly row: DeliveryView }) {
  const isOpen = row.state === 'waiting' || row.state === 'uncertain';
  return <DateText value={isOpen ? row.sendAt : (row.endedAt ?? row.createdAt)} form="seconds" />;
}
