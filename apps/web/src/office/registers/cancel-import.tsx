/** 取消导入 with its question. */
import { cancelImport } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';

export function CancelImport({ id }: { readonly id: string }) {
  const say = useText(importPageText);
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const cancel = useApiAction(cancelImport);
  const confirm = async () => {
    const result = await cancel.run({ params: { id } });
    if (!result.ok) return;
    toast(say('cancelledToast'));
    setAsking(false);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('cancelImport')}</Button>
      <ConfirmDialog
        open={asking}
        question={say('cancelQuestion')}
        action={say('cancelImport')}
        danger
        busy={cancel.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('cancelText')}</p>
        <ErrorNotice error={cancel.error} />
      </ConfirmDialog>
    </>
  );
}
