/** How far a verification has come, and why one could not be made. */
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { STEPS } from '@mingcha/draw';

import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import type { Verification } from './use-verify.ts';

export function VerifyProgress(props: { readonly verification: Verification }) {
  const say = useText(verifyText);
  const sentence = useSentence();
  const { state, stop } = props.verification;
  if (state.kind === 'failed') {
    const words = {
      download: sentence({ code: 'network.unreachable' }),
      file: say('unreadableFile'),
      crash: say('crashed'),
    };
    return <Notice tone="error">{words[state.why]}</Notice>;
  }
  if (state.kind !== 'loading' && state.kind !== 'running') return null;
  const at = state.kind === 'running' ? STEPS.indexOf(state.step) : 0;
  const words =
    state.kind === 'loading'
      ? say('loading')
      : say('progress', { n: at + 1, total: STEPS.length, step: say(`step.${state.step}`) });
  const part = state.kind === 'running' ? (at + Math.min(1, state.part)) / STEPS.length : undefined;
  return (
    <div className="verify-progress">
      <output>{words}</output>
      <progress className="progress" aria-label={words} {...(part === undefined ? {} : { value: part })} />
      <Button size="small" onClick={stop}>
        {say('stop')}
      </Button>
    </div>
  );
}
