/** The phone's frame: one line on top, the page, actions at the foot within the thumb's reach. */
import './field.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { ReactNode } from 'react';
import { useText } from '../shared/i18n/locale.tsx';
import { Brand, DemoMark } from '../shared/ui/brand.tsx';
import { ElderSwitch, LanguageSwitch } from '../shared/ui/small.tsx';
import { EmptyState } from '../shared/ui/states.tsx';
import { PageGuard } from './page-guard.tsx';
import { SyncStrip } from './sync/strip.tsx';

export function FieldFrame(props: { readonly children: ReactNode }) {
  return (
    <div className="phone">
      <DemoMark />
      <header>
        <div className="phone-head">
          <Brand />
          <span className="phone-aids">
            <ElderSwitch />
            <LanguageSwitch />
          </span>
        </div>
        <SyncStrip />
      </header>
      <main id="content" className="phone-main" tabIndex={-1}>
        <PageGuard>{props.children}</PageGuard>
      </main>
    </div>
  );
}

/** The main action of a phone page; stays at the foot while the page scrolls. */
export function PhoneActions(props: { readonly children: ReactNode }) {
  return <div className="phone-actions">{props.children}</div>;
}

export function FieldStart() {
  const say = useText(shellText);
  return (
    <>
      <h1 className="visually-hidden">{say('fieldTitle')}</h1>
      <EmptyState title={say('fieldNothing')} text={say('fieldNothingText')} />
    </>
  );
}
