/** One entry of the ledger in words, with its links and the very bytes that are hashed. */
import type { LedgerEventRow } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { DateText, type Pair, PairList } from '../../shared/ui/values.tsx';
import { type EntryParts, partsOf } from './entry-parts.ts';
import { EntryProof } from './entry-proof.tsx';
import { useEventWords } from './event-words.ts';
import type { EventFilter } from './ledger-filters.tsx';
import { type Agency, useAgencies } from './use-agencies.ts';

export interface EventDrawerProps {
  readonly event: LedgerEventRow | null;
  /** Shows only entries about the same subject or of the same person. */
  readonly onOnly: (filter: EventFilter) => void;
  readonly onClose: () => void;
}

export function EventDrawer(props: EventDrawerProps) {
  const say = useText(ledgerPageText);
  const words = useEventWords();
  const { event } = props;
  const title = event === null ? '' : say('eventOf', { seq: event.seq, event: words.event(event.type) });
  return (
    <Drawer open={event !== null} title={title} onClose={props.onClose}>
      {event === null ? null : <Content event={event} onOnly={props.onOnly} />}
    </Drawer>
  );
}

function Content(props: { readonly event: LedgerEventRow } & Pick<EventDrawerProps, 'onOnly'>) {
  const say = useText(ledgerPageText);
  const words = useEventWords();
  const { event, onOnly } = props;
  const { accountId, subject } = event;
  const parts = partsOf(event.entry);
  const sentence = say('sentence', {
    person: event.personName ?? say('nobody'),
    at: formatInstant(event.at, true),
    event: words.event(event.type),
  });
  return (
    <>
      <p>{sentence}</p>
      <div className="button-row system-gap">
        <Button size="small" onClick={() => onOnly({ subjectKind: subject.kind, subjectId: subject.id })}>
          {say('onlySubject')}
        </Button>
        {accountId === null ? null : (
          <Button size="small" onClick={() => onOnly({ accountId })}>
            {say('onlyPerson')}
          </Button>
        )}
      </div>
      <section className="system-part">
        <h3>{say('details')}</h3>
        <Data parts={parts} />
      </section>
      <section className="system-part">
        <h3>{say('source')}</h3>
        <PairList columns={1} pairs={useOrigin(event, parts)} />
      </section>
      <EntryProof key={event.seq} seq={event.seq} />
      <section className="system-part">
        <h3>{say('rawEntry')}</h3>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
        <pre className="checkpoint-note" tabIndex={0}>
          {event.entry}
        </pre>
      </section>
    </>
  );
}

function Data(props: { readonly parts: EntryParts }) {
  const say = useText(ledgerPageText);
  const words = useEventWords();
  const agencies = useAgencies().data?.rows ?? [];
  const { data } = props.parts;
  if (data.length === 0) return <p className="secondary">{say('noDetails')}</p>;
  const pairs = data.map(({ path, value }) => ({
    name: path.map(words.member).join(' · '),
    value: <span className="ledger-value">{placeName(agencies, value) ?? words.value(value)}</span>,
  }));
  return <PairList columns={1} pairs={pairs} />;
}

/** The name of the agency or section that a value is the number of. */
function placeName(agencies: readonly Agency[], value: unknown): string | undefined {
  return [...agencies, ...agencies.flatMap((agency) => agency.sections)].find((one) => one.id === value)
    ?.name;
}

/** What it concerns, where it came from, how it is linked. */
function useOrigin(event: LedgerEventRow, parts: EntryParts): readonly Pair[] {
  const say = useText(ledgerPageText);
  const words = useEventWords();
  const clock =
    parts.clock === null
      ? []
      : [{ name: say('clockBack'), value: <DateText value={parts.clock} form="seconds" /> }];
  return [
    {
      name: words.subject(event.subject.kind),
      value: (
        <>
          {event.subject.name === null ? null : <span className="system-line">{event.subject.name}</span>}
          <span className="mono ledger-value">{event.subject.id}</span>
        </>
      ),
    },
    ...clock,
    { name: say('address'), value: parts.address },
    { name: say('request'), value: <span className="mono">{parts.request ?? '–'}</span> },
    { name: say('prevHash'), value: <DigestGroups digest={parts.prev ?? ''} form="grid" /> },
    { name: say('ownHash'), value: <DigestGroups digest={event.hash} form="grid" /> },
  ];
}
