/** Anybody repeats a sample of dossiers from the file that the auditor gave them; nothing is uploaded. */
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { checkSample, readSampleFile, type SampleFile } from '@mingcha/core/oversight/audit/sample.ts';
import { useState } from 'react';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';

const steps = ['pool', 'list', 'commitment', 'order'] as const;
const maxBytes = 20_000_000;

export function SampleCheckPage() {
  const say = useText(auditPageText);
  const [file, setFile] = useState<SampleFile | 'other' | null>(null);
  const take = async (chosen: File) => setFile(readSampleFile(await chosen.text()) ?? 'other');
  return (
    <section className="portal-part">
      <h1>{say('checkTitle')}</h1>
      <p>{say('checkLead')}</p>
      <UploadBox
        name="sample"
        label={say('chooseFile')}
        accept={['.json']}
        maxBytes={maxBytes}
        onFile={(chosen) => void take(chosen)}
      />
      <div aria-live="polite">
        {file === 'other' ? <Notice tone="error">{say('notSample')}</Notice> : null}
        {file === null || file === 'other' ? null : <Checked file={file} />}
      </div>
    </section>
  );
}

function Checked({ file }: { readonly file: SampleFile }) {
  const say = useText(auditPageText);
  const checked = checkSample(file);
  const isBad = steps.some((step) => checked[step] === 'fails');
  return (
    <>
      <Notice tone={isBad ? 'error' : 'verified'}>{say(isBad ? 'sampleFails' : 'sampleHolds')}</Notice>
      <ul>
        {steps.map((step) => (
          <li key={step}>
            {say(`step.${step}`)}{' '}
            <StateChip
              tone={checked[step] === 'fails' ? 'void' : checked[step] === 'holds' ? 'verified' : 'neutral'}
            >
              {say(`outcome.${checked[step]}`)}
            </StateChip>
          </li>
        ))}
      </ul>
      <PairList
        columns={1}
        pairs={[
          { name: say('purpose'), value: file.purpose },
          { name: say('period'), value: say('periodOf', file.period) },
          { name: say('wanted'), value: `${file.wanted} / ${file.pool.length}` },
          { name: say('commit'), value: <DateText value={file.committedAt} form="seconds" /> },
          { name: say('seed'), value: file.seed ?? say('waitingSeed') },
          { name: say('poolDigest'), value: <DigestGroups digest={file.poolSha256} /> },
          { name: say('drawnList'), value: (file.drawn ?? []).join('、') },
        ]}
      />
    </>
  );
}
