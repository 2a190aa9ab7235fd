/**
 * A text that is kept while it is typed: on the screen at once, written to the store after a short rest, and at the
 * latest when the field or the page goes away. What another phone wrote comes in while nobody types.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

/** Rest after the last letter before the text is written, in milliseconds. */
const rest = 400;

export function useKeptText(kept: string, write: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  const [resting, setResting] = useState(true);
  const pending = useRef<string | null>(null);
  const timer = useRef(0);
  const writer = useRef(write);
  useEffect(() => {
    writer.current = write;
  });
  const flush = useCallback(() => {
    window.clearTimeout(timer.current);
    const text = pending.current;
    pending.current = null;
    if (text !== null) writer.current(text);
  }, []);
  useEffect(() => {
    document.addEventListener('visibilitychange', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);
  const change = (text: string) => {
    setTyped(text);
    setResting(false);
    pending.current = text;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      flush();
      setResting(true);
    }, rest);
  };
  // What is kept is trimmed; blanks at the end of what is being typed must not vanish under the fingers.
  const isOwn = typed !== null && (!resting || typed.trim() === kept.trim());
  return [isOwn ? typed : kept, change];
}
