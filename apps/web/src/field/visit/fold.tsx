/** A part that unfolds on a tap; the browser's own. */
import type { ReactNode } from 'react';

export function Fold(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="fold">
      <summary>{props.title}</summary>
      <div className="fold-body">{props.children}</div>
    </details>
  );
}
