/** A problem that no line of the sheet asks for; it belongs to one item of the visit all the same (R168). */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { SelectField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { newId } from '../store/ids.ts';
import { mayWriteFor, ownTeam } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function AddFinding(props: { readonly onAdded: (id: string) => void }) {
  const say = useText(visitSheetText);
  const ui = useUi();
  const { visit, content, addable } = useBook();
  const { write } = useVisitActions();
  const [open, setOpen] = useState(false);
  const [itemKey, setItemKey] = useState('');
  const added = content.addedItems
    .filter(({ agencyId }) => agencyId === visit.agencyId)
    .flatMap((each) => addable.filter((item) => item.itemKey === each.itemKey));
  const own = ownTeam(visit)?.items ?? [];
  const items = [...own, ...added.filter((item) => !own.some((each) => each.itemKey === item.itemKey))];
  const add = () => {
    const id = newId();
    const item = own.find((each) => each.itemKey === itemKey);
    write(`findings/${id}`, { agencyId: visit.agencyId, itemKey, sheetVersionId: null, lineKey: null });
    write(
      `findings/${id}/clauses`,
      (item?.bases ?? []).slice(0, 20).map(({ law, article }) => ({ law, article })),
    );
    setOpen(false);
    props.onAdded(id);
  };
  if (!mayWriteFor(visit, visit.agencyId)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('addFinding')}</Button>
      <Dialog
        open={open}
        title={say('addFinding')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{ui('cancel')}</Button>
            <Button kind="primary" disabled={itemKey === ''} onClick={add}>
              {say('addFinding')}
            </Button>
          </>
        }
      >
        <SelectField
          name="finding-item"
          label={say('addFindingItem')}
          hint={say('addFindingHint')}
          value={itemKey}
          choices={items.map((item) => ({ value: item.itemKey, label: item.name }))}
          onChange={setItemKey}
        />
      </Dialog>
    </>
  );
}
