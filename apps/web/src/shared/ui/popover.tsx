/** A button that unfolds a small panel below it; Esc, a press elsewhere and a link inside close it. */
import './popover.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import type { IconName } from './icons.tsx';

export function Popover(props: {
  readonly label: string;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      if (event.type === 'click' && !isLinkInside(event, box.current)) return;
      if (event.type === 'mousedown' && box.current?.contains(event.target as Node) === true) return;
      setOpen(false);
      // The panel goes with whatever of it was in use: who closes it by key goes on from its button.
      if (event instanceof KeyboardEvent) box.current?.querySelector('button')?.focus();
    };
    document.addEventListener('mousedown', close);
    document.addEventListener('keydown', close);
    document.addEventListener('click', close);
    return () => {
      document.removeEventListener('mousedown', close);
      document.removeEventListener('keydown', close);
      document.removeEventListener('click', close);
    };
  }, [open]);
  return (
    <div className="popover" ref={box}>
      <Button
        size="small"
        kind="quiet"
        aria-expanded={open}
        {...(props.icon === undefined ? {} : { icon: props.icon })}
        onClick={() => setOpen(!open)}
      >
        {props.label}
      </Button>
      {open ? <div className="popover-panel">{props.children}</div> : null}
    </div>
  );
}

/** Following a link of the panel leaves it. */
function isLinkInside(event: Event, box: HTMLElement | null): boolean {
  const { target } = event;
  return target instanceof Element && target.closest('a') !== null && box?.contains(target) === true;
}
