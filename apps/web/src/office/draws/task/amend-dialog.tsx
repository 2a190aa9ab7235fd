/** Proposes that an object is replaced or a person steps back. Who follows is fixed by the seed; nobody chooses. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import {
  proposeRecusal,
  proposeReplacement,
  recusalReasons,
  replacementReasons,
} from '@mingcha/core/draws/draw-result-api.ts';
import { drawReasonText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawnObject, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { EvidenceUpload } from '../upload.tsx';
import { useWord } from '../words.ts';

export type AmendTarget =
  | { readonly kind: 'object'; readonly object: DrawnObject }
  | { readonly kind: 'person'; readonly object: DrawnObject; readonly member: DrawnObject['team'][number] };

interface AmendProps {
  readonly draw: DrawView;
  readonly target: AmendTarget | null;
  readonly onClose: () => void;
}

export function AmendDialog(props: AmendProps) {
  const { target } = props;
  if (target === null) return null;
  const key = target.kind === 'object' ? target.object.c : `${target.object.c} ${target.member.inspectorId}`;
  return <AmendForm key={key} {...props} target={target} />;
}

function AmendForm(props: AmendProps & { readonly target: AmendTarget }) {
  const say = useText(drawPageText);
  const ui = useUi();
  const toast = useToast();
  const { draw, target, onClose } = props;
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState('');
  const replace = useApiAction(proposeReplacement);
  const recuse = useApiAction(proposeRecusal);
  const error = replace.error ?? recuse.error;
  const isObject = target.kind === 'object';
  const send = async () => {
    const result = await propose({ replace, recuse }, { draw, target, reason, text, evidence });
    if (result === null || !result.ok) return;
    toast(say('amendProposed'));
    onClose();
  };
  return (
    <Dialog
      open
      wide
      title={say(isObject ? 'replaceQuestion' : 'recuseQuestion', {
        name: isObject ? target.object.name : target.member.name,
      })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            busy={replace.busy || recuse.busy}
            disabled={reason === '' || text.trim() === '' || evidence === ''}
            onClick={() => void send()}
          >
            {say('propose')}
          </Button>
        </>
      }
    >
      <div className="draw-fields">
        <Notice>{say(isObject ? 'replaceText' : 'recuseText')}</Notice>
        <ErrorNotice error={error} />
        <Grounds
          reasons={isObject ? replacementReasons : recusalReasons}
          prefix={isObject ? 'replaced' : 'recused'}
          reason={reason}
          onReason={setReason}
          text={text}
          onText={setText}
        />
        <EvidenceUpload drawId={draw.id} onStored={setEvidence} />
      </div>
    </Dialog>
  );
}

interface Typed {
  readonly draw: DrawView;
  readonly target: AmendTarget;
  readonly reason: string;
  readonly text: string;
  readonly evidence: string;
}

async function propose(
  actions: {
    readonly replace: ReturnType<typeof useApiAction<typeof proposeReplacement>>;
    readonly recuse: ReturnType<typeof useApiAction<typeof proposeRecusal>>;
  },
  typed: Typed,
) {
  const { draw, target, text, evidence } = typed;
  const params = { id: draw.id };
  const grounds = { text, evidenceSha256: evidence, c: target.object.c };
  if (target.kind === 'object') {
    const reason = replacementReasons.find((each) => each === typed.reason);
    return reason === undefined ? null : actions.replace.run({ params, body: { ...grounds, reason } });
  }
  const reason = recusalReasons.find((each) => each === typed.reason);
  const { group, k } = target.member;
  return reason === undefined ? null : actions.recuse.run({ params, body: { ...grounds, group, k, reason } });
}

/** Reason code and sentence; both stand on the record. */
export function Grounds(props: {
  readonly reasons: readonly string[];
  readonly prefix: 'replaced' | 'recused' | 'void';
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const say = useText(drawPageText);
  const word = useWord();
  return (
    <>
      <SelectField
        name="reason"
        label={say('reason')}
        value={props.reason}
        choices={props.reasons.map((value) => ({
          value,
          label: word(drawReasonText, `${props.prefix}.${value}`),
        }))}
        onChange={props.onReason}
      />
      <TextArea
        name="text"
        label={say('reasonText')}
        warnSecrets
        rows={3}
        maxLength={1000}
        value={props.text}
        onChange={props.onText}
      />
    </>
  );
}
