/** Asks before a full package is made; a number is needed only where the portal is ahead of a restored office. */
import { listPackages, makePackage } from '@mingcha/core/publications/packages/package-api.ts';
import { packagePageText } from '@mingcha/core/publications/packages/package-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

export function FullDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useText(packagePageText);
  const toast = useToast();
  const make = useApiAction(makePackage, [listPackages.id]);
  const [typed, setTyped] = useState('');
  const press = async () => {
    const atLeast = /^\d{1,8}$/.test(typed.trim()) ? Number(typed) : null;
    const made = await make.run({ body: { isFull: true, atLeast } });
    if (!made.ok) return;
    toast(say('madeNumber', { number: made.value.number ?? 0 }));
    setTyped('');
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      question={say('fullQuestion')}
      action={say('makeFull')}
      busy={make.busy}
      onConfirm={() => void press()}
      onClose={onClose}
    >
      <p>{say('fullText')}</p>
      <TextField
        name="atLeast"
        label={say('atLeast')}
        hint={say('atLeastHint')}
        inputMode="numeric"
        short
        value={typed}
        onChange={setTyped}
      />
      <ErrorNotice error={make.error} />
    </ConfirmDialog>
  );
}
