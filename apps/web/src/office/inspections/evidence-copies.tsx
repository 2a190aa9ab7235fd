/** Redacted copies beside the original of which they were made. */
import { evidenceCopyFile } from '@mingcha/core/inspections/results/redaction.ts';
import { redactionText } from '@mingcha/core/inspections/results/redaction-text.ts';
import type { VisitView } from '@mingcha/core/inspections/results/visit-view-api.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

type File = VisitView['evidence'][number];

export function EvidenceCopies({ file }: { readonly file: File }) {
  const say = useText(redactionText);
  if (file.copies.length === 0) return null;
  return (
    <ul className="redaction-copies">
      {file.copies.map((copy) => (
        <li key={copy.id}>
          <StateChip tone="accent">{say('copy')}</StateChip>
          <span>{say('copyAreas', { count: copy.areas })}</span>
          <span>{say(`reason.${copy.reason}`)}</span>
          <span className="secondary">
            {say('copyBy')} {copy.by} <DateText value={copy.at} />
          </span>
          <span className="secondary">{say('copyOf', { digest: copy.ofSha256.slice(0, 16) })}</span>
          <a
            href={addressOf(evidenceCopyFile, { params: { id: file.id, copyId: copy.id } })}
            target="_blank"
            rel="noreferrer"
          >
            {say('openCopy')}
          </a>
        </li>
      ))}
    </ul>
  );
}
