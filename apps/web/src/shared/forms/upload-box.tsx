/** Takes one file by choosing or dropping, checks type and size before it travels, shows progress, can be stopped. */
import './forms.css';
import { useRef, useState } from 'react';
import { formatSize } from '../format.ts';
import { useUi } from '../i18n/locale.tsx';
import { Button } from '../ui/button.tsx';
import { FieldError, fieldId } from './field.tsx';
import { refusalOf } from './upload-limits.ts';

export interface UploadBoxProps {
  readonly name: string;
  /** What is uploaded: 检查对象名录（表格文件）. */
  readonly label: string;
  /** Endings with the dot: ['.csv', '.xlsx', '.xls']. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly onFile: (file: File) => void;
  /** Percent sent while it travels; null or absent otherwise. */
  readonly progress?: number | null;
  readonly onStop?: () => void;
  readonly error?: string | undefined;
  /** Name of the file that was taken. */
  readonly fileName?: string | undefined;
}

export function UploadBox(props: UploadBoxProps) {
  const say = useUi();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const sending = props.progress !== null && props.progress !== undefined;
  const take = (file: File | undefined) => {
    if (file === undefined || sending) return;
    const refusal = refusalOf(file, props);
    setRefused(refusal === null ? undefined : say(refusal.key, refusal.data));
    if (refusal === null) props.onFile(file);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={fieldId(props.name)}>
        {props.label}
      </label>
      <FieldError name={props.name} error={refused ?? props.error} />
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
          take(event.dataTransfer.files[0]);
        }}
      >
        <input
          ref={input}
          id={fieldId(props.name)}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          accept={props.accept.join(',')}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {sending ? (
          <Progress progress={props.progress ?? 0} onStop={props.onStop} name={props.fileName} />
        ) : (
          <div className="upload-line">
            <Button icon="upload" onClick={() => input.current?.click()}>
              {say('uploadChoose')}
            </Button>
            <span className="secondary">{say('uploadDrop')}</span>
          </div>
        )}
        {!sending && props.fileName !== undefined ? <strong>{props.fileName}</strong> : null}
        <span className="field-hint">{say('uploadLimit', limitsOf(props))}</span>
      </div>
    </div>
  );
}

function Progress(props: {
  readonly progress: number;
  readonly name: string | undefined;
  readonly onStop: (() => void) | undefined;
}) {
  const say = useUi();
  return (
    <>
      <output className="upload-line">
        {props.name === undefined ? null : <strong>{props.name}</strong>}
        <span>
          {props.progress >= 100 ? say('working') : say('uploadProgress', { percent: props.progress })}
        </span>
        {props.onStop === undefined || props.progress >= 100 ? null : (
          <Button size="small" onClick={props.onStop}>
            {say('uploadStop')}
          </Button>
        )}
      </output>
      <progress
        className="progress"
        max={100}
        value={props.progress}
        aria-label={say('uploadProgress', { percent: props.progress })}
      />
    </>
  );
}

function limitsOf(props: UploadBoxProps) {
  return { types: props.accept.join('、'), size: formatSize(props.maxBytes) };
}
