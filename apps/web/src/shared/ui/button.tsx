/** Buttons. One primary per view; `danger` for what cannot be taken back; `busy` keeps the width and blocks a second press. */
import './button.css';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind;
  readonly size?: 'small' | 'normal' | 'large';
  readonly wide?: boolean;
  readonly busy?: boolean;
  readonly icon?: IconName;
}

/** The classes of a button, for links that look like one. */
export function buttonClass(look: Pick<ButtonProps, 'kind' | 'size' | 'wide'> = {}): string {
  const parts = ['button', `button-${look.kind ?? 'plain'}`];
  if (look.size !== undefined && look.size !== 'normal') parts.push(`button-${look.size}`);
  if (look.wide === true) parts.push('button-wide');
  return parts.join(' ');
}

export function Button(props: ButtonProps) {
  const { kind, size, wide, busy, icon, children, className, onClick, ...rest } = props;
  const look = buttonClass({
    ...(kind === undefined ? {} : { kind }),
    ...(size === undefined ? {} : { size }),
    ...(wide === undefined ? {} : { wide }),
  });
  return (
    <button
      type="button"
      {...rest}
      className={className === undefined ? look : `${look} ${className}`}
      aria-busy={busy === true ? true : undefined}
      aria-disabled={busy === true ? true : undefined}
      onClick={busy === true ? (event) => event.preventDefault() : onClick}
    >
      {icon === undefined ? null : <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

/** A button that shows a pictogram only; `label` is its name for everybody who cannot see it, and its tooltip. */
export function IconButton(
  props: ButtonHTMLAttributes<HTMLButtonElement> & { readonly label: string; readonly icon: IconName },
) {
  const { label, icon, ...rest } = props;
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}

/** Buttons in a row that wraps on narrow screens. */
export function ButtonRow(props: { readonly children: ReactNode }) {
  return <div className="button-row">{props.children}</div>;
}
