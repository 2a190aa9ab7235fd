/** Replacements and recusals of a draw with their decisions. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { approveAmendment, refuseAmendment } from '@mingcha/core/draws/draw-result-api.ts';
import { drawReasonText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useWord } from '../words.ts';
import { DecisionDialog } from './decision-dialog.tsx';

type Amendment = DrawView['amendments'][number];
const tones = { proposed: 'warning', approved: 'accent', refused: 'neutral' } as const;

export function AmendmentList(props: { readonly draw: DrawView }) {
  const [deciding, setDeciding] = useState<Amendment | null>(null);
  const { draw } = props;
  return (
    <>
      <ul className="draw-amendments">
        {draw.amendments.map((row) => (
          <AmendmentRow key={row.id} row={row} onDecide={() => setDeciding(row)} />
        ))}
      </ul>
      {deciding === null ? null : (
        <Decide drawId={draw.id} row={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

function AmendmentRow(props: { readonly row: Amendment; readonly onDecide: () => void }) {
  const say = useText(drawPageText);
  const word = useWord();
  const { row } = props;
  const change =
    row.in === null
      ? say(`out.${row.kind}`, { name: row.out })
      : say(`outIn.${row.kind}`, { out: row.out, in: row.in });
  return (
    <li>
      <div>
        <p>
          <StateChip tone={tones[row.state]}>{say(`amendment.${row.state}`)}</StateChip>{' '}
          <strong>{change}</strong>
        </p>
        <p>{`${word(drawReasonText, `${row.kind}.${row.reason}`)}：${row.text}`}</p>
        <p className="secondary">
          {say('proposedWord', { name: row.proposedBy })} <DateText value={row.proposedAt} />
          {row.decidedBy === null ? null : (
            <>
              {say('decidedWord', { name: row.decidedBy })} <DateText value={row.decidedAt} />
            </>
          )}
        </p>
      </div>
      {row.state === 'proposed' ? (
        <Button size="small" onClick={props.onDecide}>
          {say('decide')}
        </Button>
      ) : null}
    </li>
  );
}

function Decide(props: { readonly drawId: string; readonly row: Amendment; readonly onClose: () => void }) {
  const say = useText(drawPageText);
  const ui = useUi();
  const [note, setNote] = useState('');
  const approve = useApiAction(approveAmendment);
  const refuse = useApiAction(refuseAmendment);
  const params = { id: props.drawId, amendmentId: props.row.id };
  return (
    <DecisionDialog
      title={say('amendQuestion', { name: props.row.out })}
      text={say('amendText')}
      approveLabel={say('approve')}
      error={approve.error ?? refuse.error}
      busy={approve.busy || refuse.busy}
      mayRefuse={note.trim() !== ''}
      onClose={props.onClose}
      onDecide={async ({ approves, second }) => {
        const result = approves
          ? await approve.run({ params, body: { second } })
          : await refuse.run({ params, body: { second, note } });
        if (result.ok) props.onClose();
      }}
    >
      <TextField
        name="note"
        label={say('refuseNote')}
        hint={ui('secretsWarning')}
        optional
        maxLength={200}
        value={note}
        onChange={setNote}
      />
    </DecisionDialog>
  );
}
