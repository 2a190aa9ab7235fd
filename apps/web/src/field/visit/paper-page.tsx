/** One paper as an A4 page, printed by the system's own dialogue; what is not filed yet says so. */
import type { AppError } from '@mingcha/core/common/result.ts';
import type { VisitPaperKind } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { useState } from 'react';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { PaperSheet } from './paper-sheet.tsx';
import { drawnHands } from './signing.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import { useBook } from './visit-context.tsx';

export function PaperPage(props: {
  readonly paper: VisitPaperKind;
  readonly onBack: () => void;
  readonly onSign: () => void;
}) {
  const say = useText(visitSignText);
  const { paper: kind } = props;
  const { papersOf, offline, signatures } = useBook();
  const paper = useVisitPaper(kind);
  const [lacksNumber, setLacksNumber] = useState(false);
  if (papersOf === null || paper.data === null)
    return <NoPaper error={papersOf === null ? null : paper.error} onBack={props.onBack} />;
  const built = buildPaper(kind, paper.data, {
    number: paper.number,
    wording: papersOf.wording,
    check: checkOf(paper, papersOf.checkUrl),
    ...(paper.issued === null ? { mark: 'draft' as const } : {}),
  });
  const issue = async () => setLacksNumber((await paper.issue()) === null);
  const duties = paperDuties[kind];
  return (
    <>
      <div className="no-print paper-notes">
        {paper.issued === null ? null : offline ? <Notice tone="warning">{say('notFiled')}</Notice> : null}
        {duties.sealed && !papersOf.unsealed.includes(kind) ? <Notice>{say('sealWaits')}</Notice> : null}
        {lacksNumber ? <Notice tone="error">{say('noNumbers')}</Notice> : null}
      </div>
      <PaperSheet
        paper={built}
        hands={drawnHands(signatures, { kind, digest: paper.digest })}
        {...(paper.issued !== null && offline ? { note: say('notFiled') } : {})}
      />
      <div className="no-print paper-foot">
        <Button onClick={props.onBack}>{say('backToPapers')}</Button>
        {duties.signedBy.length > 0 ? <Button onClick={props.onSign}>{say('toSign')}</Button> : null}
      </div>
      <PhoneActions>
        {paper.issued === null ? (
          <Button kind="primary" onClick={() => void issue()}>
            {say('issue')}
          </Button>
        ) : (
          <Button kind="primary" icon="print" onClick={() => window.print()}>
            {say('print')}
          </Button>
        )}
      </PhoneActions>
    </>
  );
}

/** Why there is nothing to see; without an error the phone does not know what the agency's papers look like. */
function NoPaper(props: { readonly error: AppError | null; readonly onBack: () => void }) {
  const say = useText(visitSignText);
  const sentence = useSentence();
  const { error } = props;
  return (
    <EmptyState
      title={say(error === null ? 'noSetting' : 'notComposed')}
      text={error === null ? say('noSettingText') : sentence(error)}
      action={<Button onClick={props.onBack}>{say('backToPapers')}</Button>}
    />
  );
}

/** The QR code of an issued paper, where it can be looked up. */
function checkOf(paper: ReturnType<typeof useVisitPaper>, address: string) {
  if (paper.issued === null || address === '') return null;
  const { paperId } = paper.issued;
  const url = address.replace('{id}', paperId).replace('{hash}', paper.digest);
  return { id: paperId, sha256: paper.digest, url };
}
