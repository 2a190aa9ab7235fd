/** Signatures under each paper: on the screen where the rules allow it, else printed, signed by hand and photographed. */
import type { VisitPaperKind } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { findingsToPutRight } from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { FinishAction } from './finish-action.tsx';
import { Fold } from './fold.tsx';
import { Representative } from './representative.tsx';
import { SignDocument } from './sign-document.tsx';
import type { StepProps } from './step-props.ts';
import { useBook } from './visit-context.tsx';

export function SignStep(props: StepProps & { readonly onPaper: (kind: VisitPaperKind) => void }) {
  const say = useText(visitSignText);
  const { visit, content, papersOf, papers } = useBook();
  const others: readonly VisitPaperKind[] = [
    'checkSheet',
    ...(findingsToPutRight(visit, content) > 0 ? (['rectificationOrder'] as const) : []),
    ...(papers.some(({ kind }) => kind === 'resultNotice') ? (['resultNotice'] as const) : []),
  ];
  return (
    <>
      <h2>{say('signTitle')}</h2>
      <p>{say('signLead')}</p>
      {papersOf === null ? (
        <Notice tone="warning" title={say('noSetting')}>
          {say('noSettingText')}
        </Notice>
      ) : null}
      {content.representative.name === '' && content.outcome === null ? <Representative /> : null}
      <SignDocument kind="siteRecord" onView={() => props.onPaper('siteRecord')} />
      <Fold title={say('moreDocuments')}>
        {others.map((kind) => (
          <SignDocument key={kind} kind={kind} onView={() => props.onPaper(kind)} />
        ))}
      </Fold>
      <PhoneActions>
        <FinishAction onGo={props.onGo} onOutcome={props.onOutcome} />
        <Button onClick={() => props.onGo('papers')}>{say('papersTitle')}</Button>
      </PhoneActions>
    </>
  );
}
