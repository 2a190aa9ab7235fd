/** Empty, error, no-permission and loading states, notices, and the panel that says what is done and what is not. */
import './states.css';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/call-api.ts';
import { useSentence, useUi } from '../i18n/locale.tsx';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** Says what will stand here and offers the one action that fills it. */
export function EmptyState(props: {
  readonly title?: string;
  readonly text?: string;
  readonly action?: ReactNode;
}) {
  const say = useUi();
  return (
    <div className="state">
      <p className="state-title">{props.title ?? say('emptyTitle')}</p>
      {props.text === undefined ? null : <p className="state-text">{props.text}</p>}
      {props.action === undefined ? null : <div className="state-actions">{props.action}</div>}
    </div>
  );
}

/** What could not be read, why, and how to go on. The request id is shown with unexpected errors. */
export function ErrorState(props: { readonly error: ApiError | null; readonly onRetry?: () => void }) {
  const say = useUi();
  const sentence = useSentence();
  const { error, onRetry } = props;
  return (
    <div className="state" role="alert">
      <p className="state-title">{say('errorTitle')}</p>
      {error === null ? null : <p className="state-text">{sentence(error)}</p>}
      {onRetry === undefined ? null : (
        <div className="state-actions">
          <Button onClick={onRetry}>{say('retry')}</Button>
        </div>
      )}
    </div>
  );
}

export function ForbiddenState(props: { readonly action?: ReactNode }) {
  const say = useUi();
  return (
    <div className="state">
      <h1 className="state-title">{say('forbiddenTitle')}</h1>
      <p className="state-text">{say('forbiddenHint')}</p>
      {props.action === undefined ? null : <div className="state-actions">{props.action}</div>}
    </div>
  );
}

/** Keeps the place of what is being read: `lines` grey bars. */
export function Skeleton(props: { readonly lines?: number }) {
  const say = useUi();
  return (
    <output aria-label={say('loading')} className="skeleton">
      {Array.from({ length: props.lines ?? 4 }, (_, index) => (
        <span key={index} />
      ))}
    </output>
  );
}

export type NoticeTone = 'info' | 'warning' | 'error' | 'verified';

const noticeIcons = { info: 'info', warning: 'warning', error: 'warning', verified: 'check' } as const;

/** A sentence that belongs to the page around it. Errors are announced. */
export function Notice(props: {
  readonly tone?: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
}) {
  const tone = props.tone ?? 'info';
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <Icon name={noticeIcons[tone]} />
      <div>
        {props.title === undefined ? null : <p className="notice-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}

/** A refusal as a notice; nothing when there is none. */
export function ErrorNotice(props: { readonly error: ApiError | null }) {
  const sentence = useSentence();
  return props.error === null ? null : <Notice tone="error">{sentence(props.error)}</Notice>;
}

export interface DonePanelProps {
  readonly done: readonly string[];
  readonly notDone: readonly { readonly text: string; readonly because: string }[];
}

/** 已完成 / 未完成，因为…: what an action did, and what it left with the reason. */
export function DonePanel(props: DonePanelProps) {
  const say = useUi();
  return (
    <section className="done-panel">
      <div data-done="yes">
        <h2>{say('done')}</h2>
        <ul>
          {props.done.length === 0 ? <li className="done-none">{say('none')}</li> : null}
          {props.done.map((text) => (
            <li key={text}>
              <Icon name="check" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h2>{say('notDone')}</h2>
        <ul>
          {props.notDone.length === 0 ? <li className="done-none">{say('none')}</li> : null}
          {props.notDone.map((item) => (
            <li key={item.text}>
              <Icon name="void" />
              <span>
                {item.text}
                <span className="done-because">{say('because', { reason: item.because })}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
