/** A layer over the whole phone: camera, code, signature, photo. Focus stays inside; Esc and back close it. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useUi } from '../../shared/i18n/locale.tsx';
import { IconButton } from '../../shared/ui/button.tsx';

export interface FullScreenProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `dark`: around pictures. */
  readonly look?: 'dark' | 'plain';
  readonly actions?: ReactNode;
}

export function FullScreen(props: FullScreenProps) {
  const ui = useUi();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="full"
      data-look={props.look ?? 'plain'}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <header className="full-head">
        <h2 id={id}>{props.title}</h2>
        <IconButton label={ui('close')} icon="cross" onClick={props.onClose} />
      </header>
      <div className="full-body">{props.children}</div>
      {props.actions === undefined ? null : <footer className="full-foot">{props.actions}</footer>}
    </dialog>
  );
}
