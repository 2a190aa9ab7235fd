/** An objection as whoever made it sees it: where it stands, what was answered, and room for more evidence. */
import './objections.css';
import { evidenceMaxBytes, evidenceTypes } from '@mingcha/core/publications/objections/objection.ts';
import type { PublicObjection } from '@mingcha/core/publications/objections/public-objection-api.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';

/** Sends one file; null when it was taken, else why not. */
export type AddFile = (file: File, onProgress: (percent: number) => void) => Promise<ApiError | null>;

export function ObjectionShown({ is, addFile }: { readonly is: PublicObjection; readonly addFile: AddFile }) {
  const say = useText(publicObjectionText);
  const told = [
    ...(is.outcome === null ? [] : [{ name: say('outcome'), value: say(`outcome.${is.outcome}`) }]),
    ...(is.rejection === '' ? [] : [{ name: say('rejection'), value: is.rejection }]),
    ...(is.reasons === '' ? [] : [{ name: say('reasons'), value: is.reasons }]),
    ...(is.replyText === '' ? [] : [{ name: say('reply'), value: is.replyText }]),
  ];
  return (
    <>
      <PairList
        columns={1}
        pairs={[
          { name: say('number'), value: is.number },
          { name: say('state'), value: say(`state.${is.state}`) },
          { name: say('object'), value: is.objectName },
          { name: say('task'), value: is.taskName },
          { name: say('agency'), value: is.agencyName },
          ...(is.agencyPhone === '' ? [] : [{ name: say('agencyPhone'), value: is.agencyPhone }]),
          { name: say('receivedOn'), value: <DateText value={is.receivedOn} form="long" /> },
          { name: say('dueOn'), value: <DateText value={is.dueOn} form="long" /> },
          ...told,
        ]}
      />
      <h2>{say('steps')}</h2>
      <ol className="intake-list">
        {is.steps.map((each) => (
          <li key={`${each.at} ${each.step}`}>
            {say(`passed.${each.step}` as keyof typeof publicObjectionText.zh)}
            <DateText value={each.at} />
          </li>
        ))}
      </ol>
      {is.filesLeft > 0 ? <Evidence addFile={addFile} /> : null}
    </>
  );
}

function Evidence({ addFile }: { readonly addFile: AddFile }) {
  const say = useText(publicObjectionText);
  const sentence = useSentence();
  const [names, setNames] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const error = await addFile(file, setProgress);
    setProgress(null);
    if (error !== null) return setRefused(sentence(error));
    setNames((old) => [...old, file.name]);
  };
  return (
    <>
      <h2>{say('files')}</h2>
      {names.map((name) => (
        <p key={name}>{say('added', { name })}</p>
      ))}
      <UploadBox
        name="evidence"
        label={say('addFile')}
        accept={evidenceTypes}
        maxBytes={evidenceMaxBytes}
        progress={progress}
        error={refused}
        onFile={(file) => void send(file)}
      />
    </>
  );
}
