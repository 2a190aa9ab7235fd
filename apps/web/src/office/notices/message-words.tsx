/** A message in words: what it was about, and where it stands. */
import type { MessageRow } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { noticeKinds } from '@mingcha/core/notice-kinds.ts';
import { useCallback } from 'react';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { StateChip, type Tone } from '../../shared/ui/values.tsx';

const tones: Readonly<Record<MessageRow['state'], Tone>> = {
  waiting: 'neutral',
  sending: 'accent',
  accepted: 'verified',
  refused: 'void',
  uncertain: 'warning',
  givenUp: 'void',
  dropped: 'neutral',
  posted: 'verified',
};

export function MessageState({ state }: { readonly state: MessageRow['state'] }) {
  const say = useText(noticePageText);
  return <StateChip tone={tones[state]}>{say(`state.${state}`)}</StateChip>;
}

/** Titles of kinds whose sentences need data stand without it: the log names no objects. */
export function useMessageTitle(): (row: MessageRow) => string {
  const say = useText(noticePageText);
  const { locale } = useLocale();
  return useCallback(
    (row) => {
      if (row.form === 'trial' || row.form === 'code' || row.form === 'letter')
        return say(`form.${row.form}`);
      if (row.form === 'digest') return say('form.digest', { count: row.notices });
      const kind = noticeKinds.get(row.kinds[0] ?? '');
      const title = kind?.text[locale][`${kind.key}.title`] ?? row.kinds[0] ?? '';
      return title.replaceAll(/\{\w+\}/g, '…');
    },
    [say, locale],
  );
}
