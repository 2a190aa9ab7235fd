/** Takes a bundle file, and the pool file beside it, by choosing or dropping; verifies at once. */
import '../../shared/forms/forms.css';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { useId, useRef, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { readChosen } from './read-files.ts';
import { useVerify } from './use-verify.ts';
import { VerdictView } from './verdict-view.tsx';
import { VerifiedDrawView } from './verified-draw.tsx';
import { VerifyProgress } from './verify-progress.tsx';

export function ChooseBundle(props: { readonly makeWorker: () => Worker }) {
  const verification = useVerify(props.makeWorker, null);
  const { state } = verification;
  return (
    <div className="verify-file">
      <FileBox onFiles={(files) => verification.run(() => readChosen(files))} />
      <VerifyProgress verification={verification} />
      {state.kind === 'done' ? (
        <>
          <VerdictView report={state.report} />
          {state.report.draw === null ? null : <VerifiedDrawView draw={state.report.draw} />}
        </>
      ) : null}
    </div>
  );
}

function FileBox(props: { readonly onFiles: (files: readonly File[]) => void }) {
  const say = useText(verifyText);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [names, setNames] = useState('');
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    setNames(files.map((file) => file.name).join('、'));
    props.onFiles(files);
  };
  return (
    <div
      className="upload"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {say('choose')}
      </label>
      <input
        ref={input}
        id={id}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        accept=".json,.bin"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <div className="upload-line">
        <Button kind="primary" size="large" icon="upload" onClick={() => input.current?.click()}>
          {say('choose')}
        </Button>
        <span className="secondary">{say('drop')}</span>
      </div>
      {names === '' ? null : <strong>{say('chosen', { names })}</strong>}
      <span className="field-hint">{say('chooseText')}</span>
    </div>
  );
}
