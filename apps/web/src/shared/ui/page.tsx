/** The parts a page is laid out with: header, sections, figures, tabs. */
import './page.css';
import { type KeyboardEvent, type ReactNode, useId } from 'react';

/** A page's content in a column with even gaps. */
export function Page(props: { readonly children: ReactNode }) {
  return <div className="page">{props.children}</div>;
}

export interface PageHeaderProps {
  readonly title: string;
  /** A state chip or a number beside the title. */
  readonly mark?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode;
}

export function PageHeader(props: PageHeaderProps) {
  return (
    <header className="page-header">
      <div>
        <h1>
          {props.title}
          {props.mark}
        </h1>
        {props.lead === undefined ? null : <div className="page-lead">{props.lead}</div>}
      </div>
      {props.actions === undefined ? null : <div className="button-row no-print">{props.actions}</div>}
    </header>
  );
}

/** A titled area on paper. `flush` lets a table reach its edges. */
export function Section(props: {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={props.title === undefined ? undefined : id}>
      {props.title === undefined ? null : (
        <header className="section-head">
          <h2 id={id}>{props.title}</h2>
          {props.actions}
        </header>
      )}
      <div className={props.flush === true ? 'section-flush' : 'section-body'}>{props.children}</div>
    </section>
  );
}

/** Large figures with their names: base, ratio, target. */
export function Figures(props: {
  readonly figures: readonly { readonly name: string; readonly value: ReactNode; readonly unit?: string }[];
}) {
  return (
    <dl className="figures">
      {props.figures.map((figure) => (
        <div key={figure.name}>
          <dt className="figure-name">{figure.name}</dt>
          <dd className="figure-value">
            {figure.value}
            {figure.unit === undefined ? null : <span className="figure-unit">{figure.unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly key: string; readonly title: string }[];
  readonly now: string;
  readonly onChange: (key: string) => void;
  /** Content of the present tab. */
  readonly children: ReactNode;
}

/** Tabs with arrow keys. */
export function Tabs(props: TabsProps) {
  const id = useId();
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = props.tabs.findIndex((tab) => tab.key === props.now);
    const to = props.tabs[(at + step + props.tabs.length) % props.tabs.length];
    if (to === undefined) return;
    event.preventDefault();
    props.onChange(to.key);
    document.getElementById(`${id}-${to.key}`)?.focus();
  };
  return (
    <div>
      <div role="tablist" aria-label={props.label} className="tabs" tabIndex={-1} onKeyDown={move}>
        {props.tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab.key === props.now}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === props.now ? 0 : -1}
            onClick={() => props.onChange(tab.key)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.now}`}>
        {props.children}
      </div>
    </div>
  );
}
