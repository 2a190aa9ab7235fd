/**
 * Dialogs on the browser's own <dialog>: focus stays inside, Esc closes, focus returns to where it was.
 * `Dialog` for short tasks, `ConfirmDialog` for a question, `Drawer` for reading a record beside its list.
 */
import './dialog.css';
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { Button, IconButton } from './button.tsx';

function useModal(open: boolean) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // Taken away while it is open it must still close: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    return () => dialog?.close();
  }, []);
  return element;
}

/** A press on the veil beside a drawer closes it; Esc and the close button do the same for the keyboard. */
function useVeil(element: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    const press = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog.addEventListener('click', press);
    return () => dialog.removeEventListener('click', press);
  }, [element, onClose]);
}

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}

export function Dialog(props: DialogProps) {
  const id = useId();
  const element = useModal(props.open);
  return (
    <dialog
      ref={element}
      className={props.wide === true ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.open ? (
        <div className="dialog-body">
          <h2 id={id} className="dialog-title">
            {props.title}
          </h2>
          {props.children}
          {props.actions === undefined ? null : <div className="dialog-actions">{props.actions}</div>}
        </div>
      ) : null}
    </dialog>
  );
}

export interface ConfirmProps {
  readonly open: boolean;
  /** A question: 作废这次抽取吗？ */
  readonly question: string;
  /** What follows, and whether it can be taken back. */
  readonly children?: ReactNode;
  /** The verb of the question, never 确定: 作废抽取. */
  readonly action: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog(props: ConfirmProps) {
  const say = useUi();
  return (
    <Dialog
      open={props.open}
      title={props.question}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{say('cancel')}</Button>
          <Button
            kind={props.danger === true ? 'danger' : 'primary'}
            busy={props.busy ?? false}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}

export function Drawer(props: Omit<DialogProps, 'wide'>) {
  const say = useUi();
  const id = useId();
  const element = useModal(props.open);
  useVeil(element, props.onClose);
  return (
    <dialog
      ref={element}
      className="drawer"
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.open ? (
        <div className="drawer-frame">
          <header className="drawer-head">
            <h2 id={id}>{props.title}</h2>
            <IconButton label={say('close')} icon="cross" onClick={props.onClose} />
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
          <section className="drawer-content" tabIndex={0} aria-labelledby={id}>
            {props.children}
          </section>
          {props.actions === undefined ? null : <footer className="drawer-foot">{props.actions}</footer>}
        </div>
      ) : null}
    </dialog>
  );
}
