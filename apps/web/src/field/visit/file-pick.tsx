/** A button that chooses a file, or opens the phone's own camera. */
import { useRef } from 'react';
import { Button } from '../../shared/ui/button.tsx';

export function FilePick(props: {
  readonly label: string;
  readonly accept: string;
  /** Opens the phone's camera where there is one. */
  readonly capture?: boolean;
  readonly kind?: 'plain' | 'quiet';
  readonly onFile: (file: File) => unknown;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={props.label}
        accept={props.accept}
        {...(props.capture === true ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = '';
          if (file !== undefined) props.onFile(file);
        }}
      />
      <Button kind={props.kind ?? 'plain'} onClick={() => input.current?.click()}>
        {props.label}
      </Button>
    </>
  );
}
