/**
 * Ctrl+K (⌘K on a Mac): type, choose with the arrow keys, open with Enter. What is offered comes from outside; the palette
 * keeps the keyboard, the list and the place in it.
 */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the list of a combobox cannot be a select or datalist */
import './palette.css';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { PaletteEntry } from './palette-match.ts';
import { isMac } from './small.tsx';

export interface PaletteProps {
  /** Already narrowed to what was typed, in the order in which they stand. */
  readonly entries: readonly PaletteEntry[];
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onGo: (entry: PaletteEntry) => void;
  readonly words: { readonly label: string; readonly placeholder: string; readonly hint: string };
  /** Stands where there are no entries; also told to those who hear the page. */
  readonly status: ReactNode;
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
      aria-label={props.words.label}
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
  const id = useId();
  const [wanted, setWanted] = useState(0);
  const { entries } = props;
  const at = Math.min(wanted, Math.max(entries.length - 1, 0));
  const go = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    props.onOpenChange(false);
    props.onGo(entry);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(entries[at]);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || entries.length === 0) return;
    event.preventDefault();
    const next = (at + step + entries.length) % entries.length;
    setWanted(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries[at] === undefined ? undefined : `${id}-${at}`}
        aria-label={props.words.label}
        placeholder={props.words.placeholder}
        value={props.typed}
        onChange={(event) => {
          props.onTyped(event.target.value);
          setWanted(0);
        }}
        onKeyDown={press}
      />
      <Found id={id} at={at} entries={entries} label={props.words.label} onGo={go} />
      <output className="palette-status">{props.status}</output>
      <p className="palette-foot">{props.words.hint}</p>
    </>
  );
}

interface FoundProps {
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  readonly at: number;
  readonly label: string;
  readonly onGo: (entry: PaletteEntry) => void;
}

function Found(props: FoundProps) {
  const { id, entries, at } = props;
  return (
    <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={props.label}>
      {entries.map((entry, index) => (
        <div
          key={entry.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="palette-entry"
          onMouseDown={() => props.onGo(entry)}
        >
          <span className="palette-title">
            {entry.title}
            {entry.note === undefined || entry.note === '' ? null : (
              <span className="palette-note">{entry.note}</span>
            )}
          </span>
          <span className="palette-group">{entry.group}</span>
        </div>
      ))}
    </div>
  );
}
