/** Name and mark of the product, and the line that marks a demonstration. */
import './brand.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useText } from '../i18n/locale.tsx';
import { useSite } from '../site.tsx';

export function Brand(props: { readonly line?: boolean }) {
  const say = useText(shellText);
  return (
    <span className="brand">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="4" fill="var(--blue)" />
        <circle cx="14" cy="14" r="7" fill="none" stroke="#fff" strokeWidth="2.5" />
        <path d="M19 19l7 7" stroke="#fff" strokeWidth="3" />
        <circle cx="14" cy="14" r="2.5" fill="#fff" />
      </svg>
      <strong>{say('product')}</strong>
      {props.line === true ? <span className="brand-line">{say('productLine')}</span> : null}
    </span>
  );
}

/** Stands on every page of a demonstration installation, and of any while nothing can be saved. */
export function DemoMark() {
  const say = useText(shellText);
  const site = useSite();
  return (
    <>
      {site?.readOnly === undefined ? null : (
        <aside className="demo-mark read-only-mark" role="alert">
          {say('readOnlyMark')}
        </aside>
      )}
      {site?.demo === true ? <aside className="demo-mark">{say('demoMark')}</aside> : null}
    </>
  );
}
