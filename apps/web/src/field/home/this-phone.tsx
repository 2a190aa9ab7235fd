/** What this phone can and cannot: opening offline, keeping, room, Wi-Fi; installing, locking, signing out. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useEffect, useState } from 'react';
import { formatSize } from '../../shared/format.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { installWorker, takeOver, useWorker } from '../service-worker/install.ts';
import type { FieldSession } from '../session.ts';
import { LeaveButtons } from '../sign-in/leaving.tsx';
import { type Room, room, textReserve } from '../store/files.ts';
import { saveNote } from '../store/kept.ts';
import { knowsWifi, wifiOnly } from '../sync/network.ts';
import { useStanding } from '../sync/use-session.ts';
import { InstallHint } from './install-hint.tsx';

export function ThisPhone(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const { waiting } = useWorker();
  useEffect(() => installWorker(), []);
  return (
    <>
      {waiting === null ? null : (
        <Notice title={say('update')}>
          <p>{say('updateText')}</p>
          <Button onClick={takeOver}>{say('updateNow')}</Button>
        </Notice>
      )}
      <Space session={session} />
      <details className="phone-facts">
        <summary>{`${say('phone')} · ${session.kept.person.name}`}</summary>
        <div className="phone-facts-body">
          <Facts session={session} />
          <InstallHint />
          <LeaveButtons session={session} />
        </div>
      </details>
    </>
  );
}

function useRoom(session: FieldSession): Room | null {
  const { files } = useStanding(session);
  const [found, setFound] = useState<Room | null>(null);
  useEffect(() => {
    void room().then(setFound, () => setFound(null));
  }, [files]);
  return found;
}

/** Warns before photos stop to fit. */
function Space(props: { readonly session: FieldSession }) {
  const say = useText(phoneText);
  const found = useRoom(props.session);
  if (found === null || found.quota - found.usage > 2 * textReserve) return null;
  return (
    <Notice tone="warning" title={say('spaceLow')}>
      {say('spaceLowText')}
    </Notice>
  );
}

function Facts(props: { readonly session: FieldSession }) {
  const { session } = props;
  const say = useText(phoneText);
  const { offline } = useWorker();
  const found = useRoom(session);
  useStanding(session);
  const [persisted, setPersisted] = useState<boolean | null>(null);
  useEffect(() => {
    const storage = (navigator as { readonly storage?: StorageManager }).storage;
    void storage?.persisted?.().then(setPersisted, () => setPersisted(null));
  }, []);
  return (
    <>
      <p>
        {offline === 'ready' ? say('offlineReady') : say('offlineNot', { why: say(`offline.${offline}`) })}
      </p>
      {persisted === null ? null : <p>{say(persisted ? 'kept' : 'keptNot')}</p>}
      {found === null ? null : (
        <p>{say('space', { used: formatSize(found.usage), free: formatSize(found.quota - found.usage) })}</p>
      )}
      {knowsWifi() ? (
        <Checkbox
          name="wifiOnly"
          label={say('wifiOnly')}
          checked={wifiOnly(session.kept)}
          onChange={(on) => {
            void saveNote(session.kept, 'wifiOnly', on).then(session.engine.tryNow);
          }}
        />
      ) : null}
    </>
  );
}
