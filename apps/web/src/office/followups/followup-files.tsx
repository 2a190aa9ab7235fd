/** What proves a step: files of the enterprise and of the office, and adding one. */
import { addFollowupFile, downloadFollowupFile } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatSize } from '../../shared/format.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useHasRole } from '../registers/may-edit.ts';

const maxBytes = 20 * 1024 * 1024;

export function FollowupFiles({ found }: { readonly found: FollowupDetail }) {
  const say = useText(followupPageText);
  const sentence = useSentence();
  const mayAdd = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
  const add = useApiAction(addFollowupFile);
  const [progress, setProgress] = useState<number | null>(null);
  const params = { id: found.findingId };
  const send = async (file: File) => {
    setProgress(0);
    await add.run({ params, body: {}, file, onProgress: setProgress });
    setProgress(null);
  };
  return (
    <Section title={say('files')}>
      {found.files.length === 0 ? <p className="secondary">{say('noFiles')}</p> : null}
      <ul className="followup-files">
        {found.files.map((file) => (
          <li key={file.fileId}>
            <a
              href={addressOf(downloadFollowupFile, { params: { ...params, fileId: file.fileId } })}
              target="_blank"
              rel="noreferrer"
            >
              {file.fileName}
            </a>{' '}
            <StateChip>{say(`source.${file.source}`)}</StateChip> <DateText value={file.at} />{' '}
            <span className="secondary">{formatSize(file.size)}</span>
          </li>
        ))}
      </ul>
      {mayAdd && found.state !== 'closed' ? (
        <UploadBox
          name="proof"
          label={say('addFile')}
          accept={['.jpg', '.jpeg', '.png', '.pdf']}
          maxBytes={maxBytes}
          onFile={(file) => void send(file)}
          progress={progress}
          error={add.error === null ? undefined : sentence(add.error)}
        />
      ) : null}
    </Section>
  );
}
