/** Replacements, recusals and voids: what was asked, by whom it was decided, and what can still be asked. */
import { voidReasons } from '@mingcha/core/draws/ceremony.ts';
import { recordBeacon } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { approveVoid, proposeVoid, refuseVoid } from '@mingcha/core/draws/draw-result-api.ts';
import { drawReasonText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { EvidenceUpload } from '../upload.tsx';
import { Grounds } from './amend-dialog.tsx';
import { AmendmentList } from './amendments.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { useStanding } from './next-step.tsx';

export function ChangesTab(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  return (
    <>
      <Section title={say('amendments')}>
        {draw.amendments.length === 0 ? (
          <EmptyState title={say('amendmentsNone')} text={say('amendmentsNoneText')} />
        ) : (
          <AmendmentList draw={draw} />
        )}
      </Section>
      <VoidSection draw={draw} />
    </>
  );
}

function VoidSection(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const { leads } = useStanding(draw);
  const [asking, setAsking] = useState(false);
  const mayPropose = leads && draw.voidRequest === null && draw.moves.includes('voidProposed');
  return (
    <Section title={say('voiding')}>
      <div className="draw-fields">
        <Notice tone="warning">{say('voidWarning')}</Notice>
        {draw.voidRequest === null ? (
          draw.moves.includes('voidProposed') ? null : (
            <p className="secondary">{say('voidNotNow')}</p>
          )
        ) : (
          <VoidRequest draw={draw} />
        )}
        {draw.carry === 'afterBeacon' ? <LateBeacon draw={draw} /> : null}
        {mayPropose ? (
          <div className="button-row">
            <Button kind="danger" onClick={() => setAsking(true)}>
              {say('voidPropose')}
            </Button>
          </div>
        ) : null}
      </div>
      {asking ? <VoidDialog draw={draw} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

function VoidRequest(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const reasons = useText(drawReasonText);
  const [deciding, setDeciding] = useState(false);
  const approve = useApiAction(approveVoid);
  const refuse = useApiAction(refuseVoid);
  const { draw } = props;
  const request = draw.voidRequest;
  if (request === null) return null;
  return (
    <>
      <PairList
        columns={1}
        pairs={[
          { name: say('reason'), value: reasons(`void.${request.reason}`) },
          { name: say('reasonText'), value: request.text },
          { name: say('proposedBy'), value: request.proposedBy },
          { name: say('proposedAt'), value: <DateText value={request.proposedAt} /> },
          { name: say('decidedBy'), value: request.approvedBy ?? say('undecided') },
        ]}
      />
      {draw.moves.includes('voided') ? (
        <div className="button-row">
          <Button onClick={() => setDeciding(true)}>{say('decide')}</Button>
        </div>
      ) : null}
      {deciding ? (
        <DecisionDialog
          title={say('voidQuestion')}
          text={say('voidWarning')}
          approveLabel={say('voidApprove')}
          danger
          error={approve.error ?? refuse.error}
          busy={approve.busy || refuse.busy}
          onClose={() => setDeciding(false)}
          onDecide={async ({ approves, second }) => {
            const action = approves ? approve : refuse;
            const result = await action.run({ params: { id: draw.id }, body: { second } });
            if (result.ok) setDeciding(false);
          }}
        />
      ) : null}
    </>
  );
}

function VoidDialog(props: { readonly draw: DrawView; readonly onClose: () => void }) {
  const say = useText(drawPageText);
  const ui = useUi();
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState('');
  const propose = useApiAction(proposeVoid);
  const send = async () => {
    const code = voidReasons.find((each) => each === reason);
    if (code === undefined) return;
    const body = { reason: code, text, evidenceSha256: evidence };
    const result = await propose.run({ params: { id: props.draw.id }, body });
    if (result.ok) props.onClose();
  };
  return (
    <Dialog
      open
      wide
      title={say('voidProposeQuestion')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="danger"
            busy={propose.busy}
            disabled={reason === '' || text.trim() === '' || evidence === ''}
            onClick={() => void send()}
          >
            {say('voidPropose')}
          </Button>
        </>
      }
    >
      <div className="draw-fields">
        <Notice tone="warning">{say('voidWarning')}</Notice>
        <ErrorNotice error={propose.error} />
        <Grounds
          reasons={voidReasons}
          prefix="void"
          reason={reason}
          onReason={setReason}
          text={text}
          onText={setText}
        />
        <EvidenceUpload drawId={props.draw.id} onStored={setEvidence} />
      </div>
    </Dialog>
  );
}

/** A draw voided while only its beacon was missing: the round decides what is carried over. */
function LateBeacon(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const [signature, setSignature] = useState('');
  const record = useApiAction(recordBeacon);
  return (
    <div className="draw-fields">
      <ErrorNotice error={record.error} />
      <TextField
        name="signature"
        label={say('lateBeacon')}
        hint={say('lateBeaconHint')}
        mono
        maxLength={200}
        value={signature}
        onChange={setSignature}
      />
      <div className="button-row">
        <Button
          busy={record.busy}
          disabled={signature.trim() === ''}
          onClick={() => void record.run({ params: { id: props.draw.id }, body: { signature } })}
        >
          {say('lateBeaconRecord')}
        </Button>
      </div>
    </div>
  );
}
