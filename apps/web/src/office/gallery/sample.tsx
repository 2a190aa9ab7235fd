/** One titled sample of the gallery. */
import type { ReactNode } from 'react';

export function Sample(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="sample">
      <h2 className="sample-name">{props.name}</h2>
      <div className="sample-body">{props.children}</div>
    </section>
  );
}
