/** Evidence of a visit with its digests and redacted copies, and the signatures under its papers. */

import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import type { VisitView } from '@mingcha/core/inspections/results/visit-view-api.ts';
import { evidenceFile } from '@mingcha/core/inspections/visits/field-api.ts';
import { addressOf } from '../../shared/api/address.ts';
import { formatSize } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { EvidenceCopies } from './evidence-copies.tsx';
import { RedactButton } from './redaction-dialog.tsx';

type File = VisitView['evidence'][number];

export function EvidencePart({ visit }: { readonly visit: VisitView }) {
  const say = useText(visitPageText);
  return (
    <Section title={say('evidence')}>
      {visit.evidence.length === 0 ? <p className="secondary">{say('evidenceEmpty')}</p> : null}
      <ul className="visit-files">
        {visit.evidence.map((file) => (
          <EvidenceFile
            key={file.id}
            file={file}
            finding={visit.findings.findIndex((each) => each.id === file.findingId)}
          />
        ))}
      </ul>
    </Section>
  );
}

function EvidenceFile({ file, finding }: { readonly file: File; readonly finding: number }) {
  const say = useText(visitPageText);
  const address = addressOf(evidenceFile, { params: { id: file.id } });
  const shows = file.receivedAt !== null && file.contentType.startsWith('image/');
  const belongs =
    finding >= 0 ? say('ofFinding', { n: finding + 1 }) : file.line === null ? '' : say('ofLine');
  return (
    <li data-removed={file.isRemoved}>
      {shows ? <img src={address} alt={file.note || say(`kind.${file.kind}`)} loading="lazy" /> : null}
      <div className="inspection-cell">
        <span className="inspection-stage">
          <strong>{say(`kind.${file.kind}`)}</strong>
          {belongs === '' ? null : <StateChip>{belongs}</StateChip>}
          {file.receivedAt === null ? <StateChip tone="warning">{say('notReceived')}</StateChip> : null}
          {file.isChained ? null : <StateChip tone="warning">{say('chainBroken')}</StateChip>}
          {file.isRemoved ? <StateChip tone="void">{say('removed')}</StateChip> : null}
        </span>
        {file.note === '' ? null : <span>{file.note}</span>}
        <span className="secondary">
          {say('capturedAt')} <DateText value={file.capturedAt} form="seconds" />
          {'　'}
          {say('takenBy')} {file.by}
          {'　'}
          {formatSize(file.bytes)}
        </span>
        <span className="inspection-stage">
          <span className="secondary">{say('digest')}</span>
          <code className="visit-digest">{file.sha256.slice(0, 16)}</code>
          <CopyButton text={file.sha256} label={say('digestCopy')} />
          {file.receivedAt === null ? null : (
            <a href={address} target="_blank" rel="noreferrer">
              {say('openFile')}
            </a>
          )}
          {file.mayRedact ? <RedactButton evidenceId={file.id} /> : null}
        </span>
        <EvidenceCopies file={file} />
      </div>
    </li>
  );
}

export function SignaturePart({ visit }: { readonly visit: VisitView }) {
  const say = useText(visitPageText);
  if (visit.signatures.length === 0) return null;
  return (
    <Section title={say('signatures')}>
      <ul className="result-list">
        {visit.signatures.map((each) => (
          <li key={each.id} className="result-clock">
            <span className="secondary">{say(`signer.${each.role}`)}</span>
            <strong>{each.name}</strong>
            <span>{say(`mode.${each.mode}`)}</span>
            {each.seal === null ? null : <StateChip>{say(`seal.${each.seal}`)}</StateChip>}
            {each.refused === null ? null : (
              <StateChip tone="void">
                {say('refusedSign', { reason: each.refused.reason, witness: each.refused.witness || '–' })}
              </StateChip>
            )}
            <DateText value={each.signedAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
