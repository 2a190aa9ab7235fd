/** Ctrl+K (⌘K on a Mac): type part of a page's name and go there. Its entries are the menu's, nothing hidden. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the list of a combobox cannot be a select or datalist */
import './palette.css';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { matching, type PaletteEntry } from './palette-match.ts';
import { isMac } from './small.tsx';

export interface PaletteProps {
  readonly entries: readonly PaletteEntry[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onGo: (key: string) => void;
}

export function CommandPalette(props: PaletteProps) {
  const { open, onOpenChange } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const main = isMac() ? event.metaKey : event.ctrlKey;
      if (!main || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      onOpenChange(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onOpenChange]);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={useUi()('palette')}
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
    >
      {open ? <Search {...props} /> : null}
    </dialog>
  );
}

function Search(props: PaletteProps) {
  const say = useUi();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = matching(props.entries, typed);
  const go = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    props.onOpenChange(false);
    props.onGo(entry.key);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[at]);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || found.length === 0) return;
    event.preventDefault();
    setAt((at + step + found.length) % found.length);
  };
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
        aria-label={say('palettePlaceholder')}
        placeholder={say('palettePlaceholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <Found id={id} found={found} at={at} onGo={go} />
      <p className="palette-foot">{say('paletteHint')}</p>
    </>
  );
}

interface FoundProps {
  readonly id: string;
  readonly found: readonly PaletteEntry[];
  readonly at: number;
  readonly onGo: (entry: PaletteEntry) => void;
}

function Found(props: FoundProps) {
  const say = useUi();
  const { id, found, at } = props;
  if (found.length === 0) return <p className="state-text palette-entry">{say('paletteEmpty')}</p>;
  return (
    <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={say('palette')}>
      {found.map((entry, index) => (
        <div
          key={entry.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="palette-entry"
          onMouseDown={() => props.onGo(entry)}
        >
          <span>{entry.title}</span>
          <span className="palette-group">{entry.group}</span>
        </div>
      ))}
    </div>
  );
}
