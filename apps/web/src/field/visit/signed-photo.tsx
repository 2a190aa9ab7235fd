/** Printed, signed by hand, photographed: one photo stands for all whose signatures are on it. Needs no drawing. */
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { type ReactNode, useState } from 'react';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Camera } from './camera.tsx';
import { canOpenCamera } from './capture.ts';
import { FilePick } from './file-pick.tsx';
import { FullScreen } from './full-screen.tsx';
import { isAwaited, type Signer } from './signing.ts';

export function SignedPhoto(props: {
  readonly signers: readonly Signer[];
  readonly onKeep: (signers: readonly Signer[], photo: Blob) => void;
  readonly onClose: () => void;
  /** The enterprise's seal, asked where its hand is on the photo. */
  readonly seal: ReactNode;
}) {
  const say = useText(visitSignText);
  const named = props.signers.filter(({ name }) => name !== '');
  const [who, setWho] = useState<readonly string[]>(named.filter(isAwaited).map(({ key }) => key));
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [camera, setCamera] = useState(canOpenCamera);
  const take = async (blob: Blob) => {
    setPhoto(blob);
    setCamera(false);
  };
  if (camera)
    return (
      <Camera
        belonging={{ findingId: null, line: null, words: say('signPaper') }}
        onPhoto={take}
        onClose={() => setCamera(false)}
      />
    );
  return (
    <FullScreen
      title={say('signPaper')}
      onClose={props.onClose}
      actions={
        <Button
          kind="primary"
          wide
          disabled={photo === null || who.length === 0}
          onClick={() => {
            if (photo !== null)
              props.onKeep(
                named.filter(({ key }) => who.includes(key)),
                photo,
              );
          }}
        >
          {say('signPaperKeep')}
        </Button>
      }
    >
      <p>{say('signPaperLead')}</p>
      {photo === null ? null : <SignedPicture photo={photo} />}
      <div className="photo-actions">
        {canOpenCamera() ? <Button onClick={() => setCamera(true)}>{say('signPaper')}</Button> : null}
        <FilePick label={say('signPaperFile')} accept="image/*" capture onFile={take} />
      </div>
      <Who signers={named} who={who} onWho={setWho} />
      {who.includes('representative') ? props.seal : null}
    </FullScreen>
  );
}

function Who(props: {
  readonly signers: readonly Signer[];
  readonly who: readonly string[];
  readonly onWho: (who: readonly string[]) => void;
}) {
  const say = useText(visitSignText);
  return (
    <CheckboxGroup
      name="signed-by"
      label={say('signPaperWho')}
      value={props.who}
      error={props.who.length === 0 ? say('signPaperNone') : undefined}
      choices={props.signers.map(({ key, role, name }) => ({
        value: key,
        label: say('padTitle', { role: say(`role.${role}`), name }),
      }))}
      onChange={props.onWho}
    />
  );
}

function SignedPicture(props: { readonly photo: Blob }) {
  const say = useText(visitSignText);
  const [address] = useState(() => URL.createObjectURL(props.photo));
  return (
    <img
      className="signed-picture"
      src={address}
      alt={say('signPaper')}
      onLoad={() => URL.revokeObjectURL(address)}
    />
  );
}
