/** Public checkpoints of the ledger: each jurisdiction's latest, what it means, how anybody holds us to it. */
import './ledger-page.css';
import { type CheckpointView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Seal } from '../../shared/ui/seal.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { DailyCheckpoints } from './daily-checkpoints.tsx';

const meanings = ['meaning1', 'meaning2', 'meaning3'] as const;

export function LedgerPage() {
  const say = useText(ledgerPageText);
  return (
    <>
      <section className="portal-part">
        <h1>{say('publicTitle')}</h1>
        <p>{say('publicLead')}</p>
        <Checkpoints />
      </section>
      <section className="portal-part">
        <h2>{say('meaning')}</h2>
        <ul className="portal-how">
          {meanings.map((key) => (
            <li key={key}>
              <strong>{say(`${key}Title`)}</strong>
              {say(key)}
            </li>
          ))}
        </ul>
      </section>
      <How />
    </>
  );
}

function Checkpoints() {
  const say = useText(ledgerPageText);
  const list = useRead(ledgerRoutes.publicCheckpoints);
  if (list.status === 'loading') return <Skeleton lines={6} />;
  if (list.data === undefined) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.data.rows.length === 0)
    return <EmptyState title={say('publicEmpty')} text={say('publicEmptyText')} />;
  return list.data.rows.map((row) => <Checkpoint key={row.jurisdiction.id} checkpoint={row} />);
}

function Checkpoint(props: { readonly checkpoint: CheckpointView }) {
  const say = useText(ledgerPageText);
  const { jurisdiction, size, root, at, note, verifierKey, cosignatures } = props.checkpoint;
  const file = addressOf(ledgerRoutes.note, { params: { jurisdictionId: jurisdiction.id }, query: { size } });
  const names = cosignatures.map((one) => one.witness).join('、');
  return (
    <article className="ledger-checkpoint">
      <header className="portal-part-head">
        <h2>{jurisdiction.name}</h2>
        <StateChip tone={names === '' ? 'neutral' : 'verified'}>
          {names === '' ? say('notWitnessed') : say('witnessedBy', { names })}
        </StateChip>
      </header>
      <PairList
        columns={1}
        pairs={[
          { name: say('origin'), value: <span className="mono">{note.split('\n')[0]}</span> },
          { name: say('size'), value: `${formatNumber(size)} ${say('sizeUnit')}` },
          { name: say('root'), value: <Seal digest={root} /> },
          { name: say('signedAt'), value: <DateText value={at} form="seconds" /> },
          { name: say('verifierKey'), value: <span className="mono">{verifierKey}</span> },
        ]}
      />
      <div className="button-row no-print">
        <a className={buttonClass({ kind: 'primary' })} href={file} download>
          {say('download')}
        </a>
      </div>
      <DailyCheckpoints jurisdictionId={jurisdiction.id} />
    </article>
  );
}

const verifyCommand = 'npx mingcha ledger verify --published checkpoint.txt';
const cosignCommands = [
  'npx mingcha ledger witness-key --name example.org --key witness.key',
  'npx mingcha ledger cosign --note checkpoint.txt --key witness.key',
].join('\n');

function How() {
  const say = useText(ledgerPageText);
  return (
    <section className="portal-part">
      <h2>{say('how')}</h2>
      <ol className="ledger-steps">
        <li>{say('how1')}</li>
        <li>
          {say('how2')}
          <pre className="ledger-command">{verifyCommand}</pre>
        </li>
        <li>
          {say('how3')}
          <pre className="ledger-command">{cosignCommands}</pre>
        </li>
      </ol>
    </section>
  );
}
