/** A page that fails, or could not be fetched, must not take the phone down: it says so and can be opened again. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { Component, type ReactNode } from 'react';
import { useText } from '../shared/i18n/locale.tsx';
import { Button } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/states.tsx';

// React knows no other form for this than a class.
export class PageGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const say = useText(shellText);
  return (
    <EmptyState
      title={say('crashed')}
      text={say('crashedText')}
      action={<Button onClick={() => window.location.reload()}>{say('reload')}</Button>}
    />
  );
}
