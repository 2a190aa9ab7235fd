/** Everything that is kept, thing by thing: its state, why it did not go, and what to do: 重试, 复制, 导出. */
import './sync-page.css';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import type { KeptState } from '@mingcha/core/inspections/visits/visit-record.ts';
import { formatInstant, formatSize } from '../../shared/format.ts';
import { type Say, useSentence, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { EmptyState, Notice } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { PackIn } from '../rescue/pack-in.tsx';
import { Rescue } from '../rescue/rescue.tsx';
import { type FieldSession, useSession } from '../session.ts';
import { SignInAgain } from '../sign-in/leaving.tsx';
import type { Standing } from '../store/kept.ts';
import { stateOf, unsentCount } from '../store/kept-state.ts';
import type { FileRow, KeptRecord, Reason } from '../store/rows.ts';
import { stateTone } from './state-tone.ts';
import { useEngine, useStanding } from './use-session.ts';

type SayPhone = Say<keyof typeof phoneText.zh>;

export function SyncPage() {
  const session = useSession();
  return session === null ? null : <Sync session={session} />;
}

function Sync(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const standing = useStanding(session);
  const engine = useEngine(session);
  const lying = { ...standing, sending: engine.sending };
  const items = itemsOf(standing, engine.sending, say);
  const open = items.filter((item) => item.state !== 'delivered');
  return (
    <>
      <Go to="/" className={buttonClass({ kind: 'quiet' })}>
        {say('today')}
      </Go>
      <h1>{say('syncTitle')}</h1>
      <SignInAgain session={session} />
      <p>
        {[say(`link.${engine.link}`), say('stripUnsent', { n: unsentCount(lying) })].join(' · ')}
        {engine.nextTryAt === null ? null : (
          <span className="sync-next">
            {say('retryAt', { at: formatInstant(new Date(engine.nextTryAt).toISOString(), true).slice(-8) })}
          </span>
        )}
      </p>
      <Button
        kind="primary"
        size="large"
        wide
        busy={engine.working}
        onClick={() => void session.engine.tryRefused('all')}
      >
        {say('retryAll')}
      </Button>
      {items.length === 0 ? <EmptyState title={say('syncEmpty')} text={say('syncEmptyText')} /> : null}
      <ul className="sync-items">
        {open.map((item) => (
          <SyncItem key={item.id} item={item} session={session} />
        ))}
      </ul>
      {items.length > open.length ? (
        <p className="secondary">{say('deliveredMore', { n: items.length - open.length })}</p>
      ) : null}
      <Rescue session={session} />
      <PackIn session={session} />
    </>
  );
}

interface Item {
  readonly id: string;
  readonly title: string;
  readonly where: string;
  readonly at: string;
  readonly state: KeptState;
  readonly reason: Reason | null;
  /** What can be copied out by hand. */
  readonly text: string;
  readonly note: string;
}

function itemsOf(standing: Standing, sending: ReadonlySet<string>, say: SayPhone): readonly Item[] {
  const whereOf = (visit: string) => standing.visits.get(visit)?.object.name ?? '';
  const drafted = [...new Set(standing.drafts.map((draft) => draft.visit))].map((visit): Item => {
    const mine = standing.drafts.filter((draft) => draft.visit === visit);
    return {
      id: `drafts-${visit}`,
      title: say('kindDrafts', { n: mine.length }),
      where: whereOf(visit),
      at: mine.at(-1)?.at ?? '',
      state: 'draft',
      reason: null,
      text: JSON.stringify(
        mine.map(({ path, value }) => ({ path, value })),
        null,
        1,
      ),
      note: '',
    };
  });
  const records = standing.records.map(
    (record): Item => ({
      id: record.id,
      title: titleOf(record, say),
      where: whereOf(record.visit),
      at: record.record.at,
      state: stateOf(record, sending),
      reason: record.reason,
      text: JSON.stringify(record.record, null, 1),
      note: '',
    }),
  );
  const files = standing.files.map((file) => itemOfFile(file, { where: whereOf(file.visit), sending, say }));
  return [...drafted, ...records.toReversed(), ...files.toReversed()].toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  );
}

const order: readonly KeptState[] = ['attention', 'sending', 'waiting', 'draft', 'delivered'];

function itemOfFile(
  file: FileRow,
  { where, sending, say }: { where: string; sending: ReadonlySet<string>; say: SayPhone },
): Item {
  const percent = Math.floor((file.sent / file.bytes) * 100);
  return {
    id: file.id,
    title: say('kindFile', { size: formatSize(file.bytes) }),
    where,
    at: new Date(file.madeAt).toISOString(),
    state: stateOf(file, sending),
    reason: file.code === null ? null : { code: file.code, data: null },
    text: file.id,
    note: percent > 0 && percent < 100 ? say('fileSent', { percent }) : '',
  };
}

function titleOf({ record }: KeptRecord, say: SayPhone): string {
  if (record.kind === 'writes') return say('kind.writes', { n: record.writes.length });
  if (record.kind === 'signature') return say('kind.signature', { name: record.signature.name });
  return say(`kind.${record.kind}`);
}

function SyncItem(props: { readonly item: Item; readonly session: FieldSession }) {
  const { item, session } = props;
  const say = useText(phoneText);
  const ui = useUi();
  const sentence = useSentence();
  return (
    <li className="sync-item" data-state={item.state} data-id={item.id}>
      <p className="sync-item-head">
        <strong>{item.title}</strong>
        <StateChip tone={stateTone(item.state)}>{say(`state.${item.state}`)}</StateChip>
      </p>
      <p className="secondary">
        {[item.where, item.at === '' ? '' : formatInstant(item.at), item.note]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {item.reason === null ? null : (
        <>
          <Notice tone="error">
            {sentence({
              code: item.reason.code,
              ...(item.reason.data === null ? {} : { data: item.reason.data }),
            })}
          </Notice>
          <div className="button-row">
            <Button onClick={() => void session.engine.tryRefused(new Set([item.id]))}>{ui('retry')}</Button>
            <CopyButton text={item.text} />
          </div>
        </>
      )}
    </li>
  );
}
