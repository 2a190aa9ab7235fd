/** The seal and the sources of the seed: what was frozen, by whom, and what each source gave. */

import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { ContributionView, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import { DigestGroups, SealMark } from '../../../shared/ui/seal.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { StrataTable } from '../preview-parts.tsx';
import { useWord } from '../words.ts';

export function SealTab(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const { snapshot } = draw;
  if (snapshot === null) return <EmptyState title={say('notSealedYet')} />;
  return (
    <>
      {draw.freezeId === null ? null : <Mark draw={draw} />}
      <Pool draw={draw} snapshot={snapshot} />
      <Section title={say('strata')}>
        <StrataTable strata={snapshot.strata} />
      </Section>
      {draw.contributions.length === 0 ? null : <Sources draw={draw} />}
      {draw.attendees.length === 0 ? null : <People draw={draw} />}
    </>
  );
}

function Mark(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  return (
    <Section title={say('freezeId')}>
      <div className="draw-seal">
        <SealMark digest={draw.freezeId ?? ''} size={112} />
        <div>
          <p className="draw-freeze">
            <DigestGroups digest={draw.freezeDisplay ?? ''} form="grid" />
          </p>
          <PairList
            columns={1}
            pairs={[
              {
                name: say('sealers'),
                value: [draw.firstSealer, draw.secondSealer].filter((name) => name !== null).join('、'),
              },
              { name: say('sealedAt'), value: <DateText value={draw.sealedAt} form="seconds" /> },
              { name: say('deadline'), value: <DateText value={draw.deadline} /> },
            ]}
          />
        </div>
      </div>
    </Section>
  );
}

function Pool(props: { readonly draw: DrawView; readonly snapshot: NonNullable<DrawView['snapshot']> }) {
  const say = useText(drawPageText);
  const word = useWord();
  const { snapshot } = props;
  const since =
    snapshot.since === null
      ? say('firstPool')
      : say('since', {
          number: snapshot.since.number,
          added: snapshot.since.added,
          removed: snapshot.since.removed,
        });
  return (
    <Section title={say('pool')}>
      <PairList
        columns={1}
        pairs={[
          {
            name: say('poolFigures'),
            value: say('poolFiguresOf', {
              objects: snapshot.objects,
              inspectors: snapshot.inspectors,
              pairs: snapshot.pairs,
            }),
          },
          { name: say('takenAt'), value: formatInstant(snapshot.takenAt, true) },
          { name: say('changes'), value: since },
          {
            name: say('excluded'),
            value:
              snapshot.excluded.length === 0
                ? say('none')
                : snapshot.excluded
                    .map((each) => `${word(drawWordText, `exclusion.${each.reason}`)} ${each.count}`)
                    .join('；'),
          },
          { name: say('frameRoot'), value: <DigestGroups digest={snapshot.frameRoot} form="grid" /> },
          {
            name: say('inspectorsRoot'),
            value: <DigestGroups digest={snapshot.inspectorsRoot} form="grid" />,
          },
          { name: say('conflictsRoot'), value: <DigestGroups digest={snapshot.conflictsRoot} form="grid" /> },
        ]}
      />
    </Section>
  );
}

/** What a source gave, or what it still owes. */
export function useSourceState(): (source: ContributionView) => {
  readonly text: string;
  readonly isDone: boolean;
} {
  const say = useText(drawPageText);
  return (source) => {
    if (source.kind === 'party') {
      if (source.missed !== null)
        return { text: say('source.missed', { reason: source.missed }), isDone: false };
      if (source.nonce !== null) return { text: say('source.revealed'), isDone: true };
      return { text: say(source.commitment === null ? 'source.waiting' : 'source.committed'), isDone: false };
    }
    if (source.kind === 'drand') {
      return source.signature === null
        ? { text: say('source.beaconAt', { at: formatInstant(source.roundAt ?? '', true) }), isDone: false }
        : { text: say('source.beaconDone'), isDone: true };
    }
    if (source.text !== null) return { text: source.text, isDone: true };
    return source.firstTypedBy === null
      ? { text: say('source.unread'), isDone: false }
      : { text: say('source.firstTyped', { name: source.firstTypedBy }), isDone: false };
  };
}

function Sources(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const stateOf = useSourceState();
  const { draw } = props;
  return (
    <Section title={say('sources', { bits: draw.entropyBits })}>
      <Scrolls className="draw-scroll">
        <table className="draw-table">
          <thead>
            <tr>
              <th>{say('source')}</th>
              <th>{say('sourceGave')}</th>
              <th className="end">{say('bits')}</th>
              <th>{say('at')}</th>
            </tr>
          </thead>
          <tbody>
            {draw.contributions.map((source) => {
              const { text, isDone } = stateOf(source);
              return (
                <tr key={source.j}>
                  <td>{`${say(`sourceKind.${source.kind}`)}　${source.label}`}</td>
                  <td className={source.text === null ? '' : 'mono'}>
                    {source.text === null ? (
                      <StateChip tone={isDone ? 'verified' : 'neutral'}>{text}</StateChip>
                    ) : (
                      text
                    )}
                  </td>
                  <td className="end">{source.bits}</td>
                  <td>
                    <DateText value={source.at} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scrolls>
      {draw.result === null ? null : (
        <p className="draw-seed">
          <span className="secondary">{say('seed')}</span>
          <DigestGroups digest={draw.result.seed} form="grid" />
        </p>
      )}
    </Section>
  );
}

function People(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const words = useText(ceremonyText);
  return (
    <Section title={say('attendees')}>
      <ul className="draw-plain">
        {props.draw.attendees.map((each) => (
          <li key={`${each.name} ${each.capacity}`}>
            {`${words(`capacity.${each.capacity}`)}　${each.name}　${each.section}${each.outside ? say('outside') : ''}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
