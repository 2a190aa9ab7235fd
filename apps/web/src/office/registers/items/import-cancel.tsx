/** Gives an import up; the draft stays as it is. */
import { cancelItemImport } from '@mingcha/core/registers/items/item-import-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';

export function CancelItemImport(props: { readonly id: string }) {
  const say = useText(itemPageText);
  const cancel = useApiAction(cancelItemImport);
  return (
    <>
      <ErrorNotice error={cancel.error} />
      <Button
        kind="quiet"
        busy={cancel.busy}
        onClick={() => void cancel.run({ params: { id: props.id }, body: {} })}
      >
        {say('cancelImport')}
      </Button>
    </>
  );
}
