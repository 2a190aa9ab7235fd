/** Moving between the office's pages without naming them in types: links, going by code, the present parameters. */
import { useNavigate, useParams } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useCallback } from 'react';

/** Goes to an address of this application: `go('/objects/…')`. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return useCallback((to) => void navigate({ href: to } as Parameters<typeof navigate>[0]), [navigate]);
}

/** A parameter of the present page's path; empty when the page has none of that name. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return params[name] ?? '';
}

export interface GoToProps {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
  /** Name for those who hear the page, where the content may be a picture only. */
  readonly label?: string;
}

/** A link inside the office; opens in a new tab with the usual keys. */
export function GoTo(props: GoToProps) {
  const go = useGo();
  const press = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a
      href={props.to}
      className={props.className}
      aria-current={props.current === true ? 'page' : undefined}
      aria-label={props.label}
      onClick={press}
    >
      {props.children}
    </a>
  );
}
