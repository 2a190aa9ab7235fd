/** 完成: what an import did and what it left, with the way back while there is one. */

import { type ImportDetail, undoImport } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { DonePanel, type DonePanelProps, ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { OutcomeTabs, ReportMenu } from './import-preview.tsx';

export function ImportOutcome({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const panel = usePanel(one);
  const again = (
    <GoTo to={`/imports?kind=${one.kind}`} className={buttonClass()}>
      {say('importAnother')}
    </GoTo>
  );
  if (one.state !== 'applied') {
    const undone = one.state === 'undone';
    return (
      <div className="page">
        <Notice title={say(undone ? 'undoneTitle' : 'cancelledTitle')}>
          <p>{say(undone ? 'undoneText' : 'cancelledText')}</p>
        </Notice>
        <ButtonRow>{again}</ButtonRow>
      </div>
    );
  }
  return (
    <div className="page">
      <h2 className="visually-hidden">{say('applied')}</h2>
      <DonePanel {...panel} />
      <ButtonRow>
        <GoTo to={`/${one.kind}`} className={buttonClass({ kind: 'primary' })}>
          {say(one.kind === 'objects' ? 'openObjects' : 'openInspectors')}
        </GoTo>
        {again}
        {one.undoable ? <UndoImport one={one} /> : null}
        <ReportMenu id={one.id} />
      </ButtonRow>
      <OutcomeTabs one={one} />
    </div>
  );
}

function usePanel(one: ImportDetail): DonePanelProps {
  const say = useText(importPageText);
  const word = useText(registerPageText);
  const { counts } = one;
  if (counts === null) return { done: [], notDone: [] };
  const kind = word(one.kind);
  const n = formatNumber;
  const done = [
    ...(counts.new > 0 ? [say('doneNew', { n: n(counts.new), kind })] : []),
    ...(counts.changed > 0 ? [say('doneChanged', { n: n(counts.changed), kind })] : []),
  ];
  const notDone = [
    ...left(counts.rejected, 'notDoneRejected', 'notDoneRejectedBecause'),
    ...left(counts.duplicate, 'notDoneDuplicate', 'notDoneDuplicateBecause'),
    ...left(counts.unchanged, 'notDoneUnchanged', 'notDoneUnchangedBecause'),
  ].map((item) => ({ text: say(item.text, { n: n(item.count) }), because: say(item.because) }));
  return { done: done.length === 0 ? [say('doneNothing')] : done, notDone };
}

type Key = keyof typeof importPageText.zh;

function left(count: number, text: Key, because: Key) {
  return count === 0 ? [] : [{ count, text, because }];
}

function UndoImport({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const undo = useApiAction(undoImport);
  const confirm = async () => {
    const result = await undo.run({ params: { id: one.id } });
    if (!result.ok) return;
    toast(say('undoneToast'));
    setAsking(false);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('undo')}</Button>
      <ConfirmDialog
        open={asking}
        question={say('undoQuestion')}
        action={say('undo')}
        danger
        busy={undo.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>
          {say('undoText', {
            new: formatNumber(one.counts?.new ?? 0),
            changed: formatNumber(one.counts?.changed ?? 0),
          })}
        </p>
        <ErrorNotice error={undo.error} />
      </ConfirmDialog>
    </>
  );
}
