/** 完成 / 还差 …, 因为 …: one list of what is missing, or the button that ends the visit. */
import { missingAtVisit } from '@mingcha/core/inspections/visits/completeness.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { FullScreen } from './full-screen.tsx';
import { groupedMissing } from './missing.ts';
import { supersededDigests } from './signing.ts';
import type { StepProps } from './step-props.ts';
import { presentMembers } from './team.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import type { VisitBook } from './visit-book.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function missingOf(book: VisitBook) {
  const { visit, content, entered, evidence, signatures, papers } = book;
  return missingAtVisit({
    content,
    agencyId: visit.agencyId,
    entered,
    offSite: visit.offSite,
    sheets: visit.sheets,
    evidence,
    signatures,
    superseded: supersededDigests('siteRecord', papers),
    members: presentMembers(visit),
  });
}

export function FinishAction(props: Pick<StepProps, 'onGo' | 'onOutcome'>) {
  const say = useText(visitStepText);
  const papers = useText(visitSignText);
  const book = useBook();
  const { addRecord } = useVisitActions();
  const [open, setOpen] = useState(false);
  const missing = missingOf(book);
  const record = useVisitPaper('siteRecord');
  if (book.finished)
    return (
      <Notice tone="verified" title={say('finished')}>
        {say('finishedText')}
      </Notice>
    );
  if (missing.length > 0)
    return (
      <>
        <Button kind="primary" onClick={() => setOpen(true)}>
          {say('missingCount', { n: missing.length })}
        </Button>
        {open ? <MissingList {...props} onClose={() => setOpen(false)} /> : null}
      </>
    );
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {say('finish')}
      </Button>
      <ConfirmDialog
        open={open}
        question={say('finishQuestion')}
        action={say('finish')}
        onClose={() => setOpen(false)}
        onConfirm={() => {
          setOpen(false);
          void addRecord({ kind: 'finish', finishedAt: nowInstant() });
        }}
      >
        {record.isStale ? <Notice tone="warning">{papers('finishStale')}</Notice> : null}
        <p>{say('finishText')}</p>
      </ConfirmDialog>
    </>
  );
}

/** Everything that is missing, each with the way to its step. */
export function MissingList(props: Pick<StepProps, 'onGo' | 'onOutcome'> & { readonly onClose: () => void }) {
  const say = useText(visitStepText);
  const sentence = useSentence();
  const book = useBook();
  return (
    <FullScreen title={say('missingTitle')} onClose={props.onClose}>
      <ul className="missing-list">
        {groupedMissing(missingOf(book)).map((group) => (
          <li key={group.code}>
            <span>
              {group.count === 1
                ? sentence({ code: group.code })
                : say('missingTimes', { text: sentence({ code: group.code }), n: group.count })}
            </span>
            <Button
              onClick={() => {
                props.onClose();
                if (group.step === 'outcome') props.onOutcome();
                else props.onGo(group.step);
              }}
            >
              {say('missingGo')}
            </Button>
          </li>
        ))}
      </ul>
    </FullScreen>
  );
}
