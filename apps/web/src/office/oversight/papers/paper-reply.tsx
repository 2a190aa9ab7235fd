/** The reply to a paper of supervision: its files, its text, and the form of whoever owes it. */
import {
  addSupervisionFile,
  downloadSupervisionFile,
  type SupervisionDetail,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { replyFileMaxBytes, replyFileTypes } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary } from '../../../shared/forms/form.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { usePaperMove } from './paper-next.tsx';

interface Props {
  readonly found: SupervisionDetail;
  readonly onChanged: () => void;
}

export function PaperReply({ found, onChanged }: Props) {
  const say = useText(supervisionPageText);
  if (found.repliedOn === null && !found.mayAddFile) return null;
  return (
    <Section title={say('reply')}>
      {found.repliedOn === null ? null : (
        <>
          <p className="intake-text">{found.reply}</p>
          <p className="secondary">
            {say('repliedBy', { name: found.repliedName ?? '', day: found.repliedOn })}
          </p>
        </>
      )}
      <ul className="intake-steps">
        {found.files.map((file) => (
          <li key={file.id}>
            <a href={addressOf(downloadSupervisionFile, { params: { id: found.id, fileId: file.id } })}>
              {file.name}
            </a>
            <span className="secondary">
              {file.personName} <DateText value={file.at} />
            </span>
          </li>
        ))}
      </ul>
      {found.mayAddFile ? (
        <div className="intake-form">
          <AddFile id={found.id} onAdded={onChanged} />
          <ReplyForm key={found.version} found={found} onChanged={onChanged} />
        </div>
      ) : null}
    </Section>
  );
}

function AddFile({ id, onAdded }: { readonly id: string; readonly onAdded: () => void }) {
  const say = useText(supervisionPageText);
  const sentence = useSentence();
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const body = { actionId: newActionId() };
    const result = await callApi(addSupervisionFile, { params: { id }, body, file, onProgress: setProgress });
    setProgress(null);
    if (result.ok) onAdded();
    else setRefused(sentence(result.error));
  };
  return (
    <UploadBox
      name="replyFile"
      label={say('addFile')}
      accept={replyFileTypes}
      maxBytes={replyFileMaxBytes}
      progress={progress}
      error={refused}
      onFile={(file) => void send(file)}
    />
  );
}

function ReplyForm({ found, onChanged }: Props) {
  const say = useText(supervisionPageText);
  const { form, send, busy } = usePaperMove({ found, onDone: onChanged });
  const text = form.values['text'] ?? '';
  return (
    <>
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="text"
        label={say('replyText')}
        hint={say('replyHint')}
        wide
        rows={5}
        maxLength={4000}
        error={form.error('text')}
        value={text}
        onChange={form.set('text')}
      />
      <div className="button-row">
        <Button kind="primary" busy={busy} onClick={() => void send({ move: 'reply', text })}>
          {say('move.reply')}
        </Button>
      </div>
    </>
  );
}
