/** A button that unfolds a small panel below it; Esc and a press elsewhere close it. */
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
      if (event.type === 'mousedown' && box.current?.contains(event.target as Node) === true) return;
      setOpen(false);
    };
    document.addEventListener('mousedown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('mousedown', close);
      document.removeEventListener('keydown', close);
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
