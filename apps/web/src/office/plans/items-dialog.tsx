/** Drafts from items of the published list; those that no entry of this plan uses are chosen first. */
import { addFromItems } from '@mingcha/core/plans/plan-api.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { EmptyState, ErrorNotice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { proposalWords } from './words.ts';

export function ItemsDialog(props: { readonly plan: PlanView; readonly onClose: () => void }) {
  const { plan } = props;
  const say = useText(proposalWords);
  const ui = useUi();
  const toast = useToast();
  const items = useApiQuery(listPublishedItems);
  const add = useApiAction(addFromItems);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const used = new Set(
    plan.entries
      .filter((entry) => entry.state !== 'dropped' && entry.state !== 'merged')
      .flatMap((entry) => [entry.fields.leadItemKey, ...entry.fields.extraItemKeys]),
  );
  const rows = [...(items.data?.rows ?? [])].sort(
    (a, b) => Number(used.has(a.itemKey)) - Number(used.has(b.itemKey)),
  );
  const send = async () => {
    const result = await add.run({ params: { id: plan.id }, body: { itemKeys: [...chosen] } });
    if (!result.ok) return;
    toast(say('made', { n: result.value.count }));
    props.onClose();
  };
  return (
    <Dialog
      open
      wide
      title={say('fromItemsTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" busy={add.busy} disabled={chosen.length === 0} onClick={() => void send()}>
            {say('fromItemsNow', { n: chosen.length })}
          </Button>
        </>
      }
    >
      <ErrorNotice error={add.error} />
      {items.status === 'loading' ? <Skeleton lines={5} /> : null}
      {items.status === 'ready' && rows.length === 0 ? (
        <EmptyState title={say('noItems')} text={say('noItemsText')} />
      ) : null}
      {rows.length === 0 ? null : (
        <CheckboxGroup
          name="itemKeys"
          label={say('fromItemsLead')}
          choices={rows.map((row) => ({
            value: row.itemKey,
            label: row.name,
            hint: `${row.code}　${say(`tier.${row.tier}`)}`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
    </Dialog>
  );
}
