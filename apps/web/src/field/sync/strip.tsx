/** The strip that always stands under the head: network, what is not sent, when the last exchange was. A press opens the details. */
import './strip.css';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { type FieldSession, useSession } from '../session.ts';
import { unsentCount } from '../store/kept-state.ts';
import type { SyncNote } from './exchange.ts';
import { useEngine, useStanding } from './use-session.ts';

export function SyncStrip() {
  const session = useSession();
  return session === null ? null : <Strip session={session} />;
}

function Strip(props: { readonly session: FieldSession }) {
  const say = useText(phoneText);
  const standing = useStanding(props.session);
  const engine = useEngine(props.session);
  const unsent = unsentCount({ ...standing, sending: engine.sending });
  const attention = [...standing.records, ...standing.files].filter(
    (row) => row.state === 'attention',
  ).length;
  const last = (standing.notes['sync'] as SyncNote | undefined)?.lastSyncAt ?? null;
  const parts = [
    ...(standing.keeps ? [] : [say('stripUnkept', { n: standing.unkept.length })]),
    say(`link.${engine.link}`),
    unsent === 0 ? say('stripNone') : say('stripUnsent', { n: unsent }),
    ...(attention === 0 ? [] : [say('stripAttention', { n: attention })]),
    last === null ? say('stripNever') : say('stripLast', { at: shortTime(last) }),
  ];
  const tone =
    attention > 0 || !standing.keeps || engine.link === 'refused'
      ? 'attention'
      : unsent === 0
        ? 'delivered'
        : 'waiting';
  return (
    <Go to="/sync" className="sync-strip">
      <output className="sync-strip-text" data-tone={tone}>
        {parts.join(' · ')}
      </output>
      <span className="visually-hidden">{say('stripOpen')}</span>
    </Go>
  );
}

/** `09:42` of an instant. */
function shortTime(instant: string): string {
  return formatInstant(instant).slice(-5);
}
