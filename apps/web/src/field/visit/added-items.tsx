/** Items that were not on the task, taken from the published list with a reason (R168). */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Fold } from './fold.tsx';
import { mayWriteFor, ownTeam } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function AddedItems() {
  const say = useText(visitSheetText);
  const { visit, content, addable } = useBook();
  const { write } = useVisitActions();
  const [itemKey, setItemKey] = useState('');
  const [reason, setReason] = useState('');
  const known = new Set([
    ...(ownTeam(visit)?.items ?? []).map((item) => item.itemKey),
    ...content.addedItems.map((item) => item.itemKey),
  ]);
  const offered = addable.filter((item) => !known.has(item.itemKey));
  const nameOf = (key: string) => addable.find((item) => item.itemKey === key)?.name ?? key;
  if (!mayWriteFor(visit, visit.agencyId)) return null;
  const add = () => {
    write(`addedItems/${itemKey}`, { agencyId: visit.agencyId, reason: reason.trim() });
    setItemKey('');
    setReason('');
  };
  return (
    <Fold title={say('addedTitle')}>
      <p className="secondary">{say('addedHint')}</p>
      <ul>
        {content.addedItems.map((item) => (
          <li key={item.itemKey}>{`${nameOf(item.itemKey)}：${item.reason}`}</li>
        ))}
      </ul>
      {offered.length === 0 ? (
        <p>{say('addedNone')}</p>
      ) : (
        <>
          <SelectField
            name="added-item"
            label={say('addedItem')}
            value={itemKey}
            choices={offered.map((item) => ({
              value: item.itemKey,
              label: `${item.code} ${item.name}`.trim(),
            }))}
            onChange={setItemKey}
          />
          <TextField
            name="added-reason"
            label={say('addedReason')}
            maxLength={300}
            value={reason}
            onChange={setReason}
          />
          <Button disabled={itemKey === '' || reason.trim() === ''} onClick={add}>
            {say('addItem')}
          </Button>
        </>
      )}
    </Fold>
  );
}
