/** Says what was taken over from somebody else's edit and what both wrote. */
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Notice } from '../../shared/ui/states.tsx';

export interface Conflict {
  readonly taken: readonly string[];
  readonly both: readonly { readonly field: string; readonly mine: string; readonly theirs: string }[];
}

/** `conflict` holds names of fields already in words. */
export function ConflictNotice(props: { readonly conflict: Conflict | null }) {
  const say = useText(registerPageText);
  const { conflict } = props;
  if (conflict === null) return null;
  return (
    <Notice tone="error" title={say('conflictTitle')}>
      {conflict.taken.length === 0 ? null : (
        <p>{say('conflictTaken', { fields: conflict.taken.join('、') })}</p>
      )}
      {conflict.both.map((one) => (
        <p key={one.field}>{say('conflictBoth', one)}</p>
      ))}
      <p>{say('conflictNext')}</p>
    </Notice>
  );
}
