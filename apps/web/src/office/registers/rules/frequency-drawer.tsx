/** One visit beside the list, with the object's year; withdrawal of a wrong entry with its reason. */
import { type FrequencyRow, withdrawVisit } from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog, Drawer } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { BasisChip, Standing } from './object-frequency.tsx';
import { useRuleWord } from './rule-words.ts';

interface DrawerProps {
  readonly row: FrequencyRow | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function FrequencyDrawer(props: DrawerProps) {
  const say = useText(frequencyPageText);
  const [asking, setAsking] = useState(false);
  const { row } = props;
  if (row === undefined) return null;
  return (
    <>
      <Drawer
        open
        title={row.objectName}
        onClose={props.onClose}
        {...(row.mayWithdraw
          ? { actions: <Button onClick={() => setAsking(true)}>{say('withdraw')}</Button> }
          : {})}
      >
        <Facts row={row} />
      </Drawer>
      {asking ? (
        <WithdrawDialog
          row={row}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            props.onClose();
            props.onChanged();
          }}
        />
      ) : null}
    </>
  );
}

function Facts(props: { readonly row: FrequencyRow }) {
  const { row } = props;
  const say = useText(frequencyPageText);
  const word = useRuleWord();
  const pair = (name: keyof typeof frequencyPageText.zh, value: React.ReactNode) => ({
    name: say(name),
    value,
  });
  const filled = (name: keyof typeof frequencyPageText.zh, value: string) =>
    value === '' ? [] : [pair(name, value)];
  const finding = row.hasFinding === null ? 'none' : row.hasFinding ? 'yes' : 'no';
  return (
    <PairList
      columns={1}
      pairs={[
        pair('day', <DateText value={row.enteredOn} form="long" />),
        pair('body', row.bodyName),
        ...(row.isQualified ? [] : [pair('flagged', say('unqualified'))]),
        pair('kind', word(`kind.${row.kind}`)),
        pair('basis', <BasisChip entry={row} />),
        ...(row.exemption === null
          ? []
          : [pair('exemption', `${word(`exemption.${row.exemption}`)} ${row.exemptionNote}`)]),
        pair(
          'ruleVersion',
          row.ruleVersion === 0
            ? say('ruleVersionPlain')
            : say('ruleVersionNo', { version: row.ruleVersion }),
        ),
        pair('standing', <Standing row={row} />),
        pair(
          'inspectors',
          row.inspectors === null
            ? say('inspectorsHidden')
            : row.inspectors.map((one) => `${one.name} ${one.number}`).join('、') || '–',
        ),
        pair('finding', say(`finding.${finding}`)),
        ...filled('repeatReason', row.repeatReason),
        ...filled('assistance', row.assistance),
        ...filled('note', row.note),
        pair('source', say(`source.${row.source}`)),
        ...filled('recordedBy', row.recordedByName),
        ...(row.withdrawnReason === null ? [] : [pair('withdrawnReason', row.withdrawnReason)]),
      ]}
    />
  );
}

function WithdrawDialog(props: {
  readonly row: FrequencyRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(frequencyPageText);
  const ui = useUi();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const withdraw = useApiAction(withdrawVisit);
  const confirm = async () => {
    const result = await withdraw.run({ params: { id: props.row.id }, body: { reason } });
    if (!result.ok) return;
    toast(say('withdrawn'));
    props.onDone();
  };
  return (
    <Dialog
      open
      title={say('withdrawAsk')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="danger"
            busy={withdraw.busy}
            disabled={reason.trim() === ''}
            onClick={() => void confirm()}
          >
            {say('withdraw')}
          </Button>
        </>
      }
    >
      <p>{say('withdrawText')}</p>
      <ErrorNotice error={withdraw.error} />
      <TextField
        name="withdrawReason"
        label={say('withdrawReason')}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
