/** All problems with edit and remove, and what stands beside them: guidance, concealment, added items, opinions, circumstances. */

import type { VisitFinding } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import type { SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { PhoneActions } from '../frame.tsx';
import { AddFinding } from './add-finding.tsx';
import { AddedItems } from './added-items.tsx';
import { BesideFindings } from './beside-findings.tsx';
import { FindingForm, FindingText } from './finding-form.tsx';
import { Opinions } from './opinion-step.tsx';
import type { StepProps } from './step-props.ts';
import { isFindingDone } from './steps.ts';
import { agencyName, mayWriteFor } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function FindingsStep(props: StepProps) {
  const say = useText(visitSheetText);
  const steps = useText(visitStepText);
  const { content } = useBook();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <h2>{say('findingsTitle')}</h2>
      {content.findings.length === 0 ? (
        <EmptyState title={say('findingsNone')} text={say('findingsNoneText')} />
      ) : (
        <ol className="findings">
          {content.findings.map((finding, index) => (
            <FindingRow
              key={finding.id}
              finding={finding}
              number={index + 1}
              open={open === finding.id}
              onOpen={(yes) => setOpen(yes ? finding.id : null)}
            />
          ))}
        </ol>
      )}
      <AddFinding onAdded={setOpen} />
      <BesideFindings />
      <AddedItems />
      <Opinions />
      <PhoneActions>
        <Button kind="primary" onClick={() => props.onGo('feedback')}>
          {steps('next', { step: steps('step.feedback') })}
        </Button>
      </PhoneActions>
    </>
  );
}

/** The line that a problem came from; null for one beside the sheet. */
function lineOf(visit: PackedVisit, finding: VisitFinding): SheetLine | null {
  const sheet = visit.sheets.find(({ versionId }) => versionId === finding.sheetVersionId);
  const lines = sheet?.sections.flatMap((section) => section.lines) ?? [];
  return lines.find(({ key }) => key === finding.lineKey) ?? null;
}

function FindingRow(props: {
  readonly finding: VisitFinding;
  readonly number: number;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const say = useText(visitSheetText);
  const steps = useText(visitStepText);
  const { visit, evidence } = useBook();
  const { finding, open } = props;
  const [asking, setAsking] = useState(false);
  const line = lineOf(visit, finding);
  const writable = mayWriteFor(visit, finding.agencyId);
  const remove = useRemove(finding);
  return (
    <li className="finding-row" data-done={isFindingDone(finding, evidence)}>
      <p className="finding-head">
        <strong>{say('findingNo', { n: props.number })}</strong>
        {isFindingDone(finding, evidence) ? null : <StateChip tone="warning">{steps('stepOpen')}</StateChip>}
        {writable ? null : (
          <span className="secondary">
            {say('otherAgency', { agency: agencyName(visit, finding.agencyId) })}
          </span>
        )}
      </p>
      {line === null ? null : <p className="secondary">{say('ofLine', { text: line.requirement })}</p>}
      {writable && open ? (
        <FindingForm findingId={finding.id} line={line} />
      ) : (
        <FindingText finding={finding} />
      )}
      {writable ? (
        <div className="finding-actions">
          <Button onClick={() => props.onOpen(!open)}>{say(open ? 'done' : 'editFinding')}</Button>
          <Button kind="danger" onClick={() => setAsking(true)}>
            {say('removeFindingAction')}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        danger
        question={say('removeFindingQuestion')}
        action={say('removeFindingAction')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove();
        }}
      >
        {say('removeFindingText')}
      </ConfirmDialog>
    </li>
  );
}

/** Takes a problem back, and with it the "does not conform" of its line. */
function useRemove(finding: VisitFinding): () => void {
  const { content } = useBook();
  const { write } = useVisitActions();
  return () => {
    write(`findings/${finding.id}/removed`, true);
    if (finding.sheetVersionId === null || finding.lineKey === null) return;
    const key = `${finding.sheetVersionId}/${finding.lineKey}`;
    const answer = content.lines.get(key);
    if (answer?.answer === 'nonConform') write(`lines/${key}`, { ...answer, answer: null, by: 'hand' });
  };
}
