/** What scrolls sideways where the window is narrow: a stop of the keyboard, so that arrow keys can move it. */
import type { ReactNode } from 'react';
import { useUi } from '../i18n/locale.tsx';

export function Scrolls(props: {
  /** Of the part that scrolls; by default a table's. */
  readonly className?: string;
  /** Of what stands inside. */
  readonly lang?: string;
  readonly children: ReactNode;
}) {
  const say = useUi();
  return (
    /* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- arrow keys must reach it; a fieldset groups fields */
    <div
      className={props.className ?? 'table-scroll'}
      role="group"
      tabIndex={0}
      aria-label={say('scrollsSideways')}
      lang={props.lang}
    >
      {props.children}
    </div>
  );
}
