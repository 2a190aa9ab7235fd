/** The camera inside the app. Each press of the shutter keeps one photo at once, for what the camera was opened for. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { type Belonging, frameOf, openCamera } from './capture.ts';
import { FilePick } from './file-pick.tsx';
import { FullScreen } from './full-screen.tsx';

type Reading = 'waiting' | 'ready' | 'denied';

export function Camera(props: {
  readonly belonging: Belonging;
  readonly onPhoto: (blob: Blob) => Promise<void>;
  readonly onClose: () => void;
}) {
  const say = useText(visitSheetText);
  const video = useRef<HTMLVideoElement>(null);
  const [reading, setReading] = useState<Reading>('waiting');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  useStream(video, setReading);
  const shoot = async () => {
    const picture = video.current;
    if (picture === null || busy) return;
    setBusy(true);
    const blob = await frameOf(picture);
    setBusy(false);
    setFailed(blob === null);
    if (blob === null) return;
    await props.onPhoto(blob);
  };
  const { words } = props.belonging;
  return (
    <FullScreen
      title={say('cameraTitle')}
      look="dark"
      onClose={props.onClose}
      actions={
        <div className="camera-foot">
          <button
            type="button"
            className="shutter"
            aria-label={say('shutter')}
            disabled={reading !== 'ready' || busy}
            onClick={() => void shoot()}
          />
          <FilePick label={say('fromPhone')} accept="image/*" capture onFile={props.onPhoto} />
        </div>
      }
    >
      <p className="camera-for">{say('cameraFor', { text: words === '' ? say('cameraForVisit') : words })}</p>
      <video ref={video} className="camera-view" playsInline muted hidden={reading !== 'ready'} />
      {reading === 'waiting' ? <p className="camera-note">{say('cameraWaiting')}</p> : null}
      {reading === 'denied' ? <Notice tone="warning">{say('cameraDenied')}</Notice> : null}
      {failed ? <Notice tone="error">{say('cameraFailed')}</Notice> : null}
    </FullScreen>
  );
}

function useStream(video: React.RefObject<HTMLVideoElement | null>, tell: (reading: Reading) => void): void {
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    void openCamera().then(async (opened) => {
      stream = opened;
      if (gone) return stop();
      const picture = video.current;
      if (opened === null || picture === null) return tell('denied');
      picture.srcObject = opened;
      await picture.play().catch(() => undefined);
      return tell('ready');
    });
    return () => {
      gone = true;
      stop();
    };
  }, [video, tell]);
}
