/** Papers at the door: each with its reserved number, to be read, printed and left with the enterprise. */
import {
  findingsToPutRight,
  type VisitPaperKind,
  visitPaperKinds,
} from '@mingcha/core/inspections/visits/visit-papers.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { FinishAction } from './finish-action.tsx';
import type { StepProps } from './step-props.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import { useBook } from './visit-context.tsx';

export function PapersStep(props: StepProps & { readonly onPaper: (kind: VisitPaperKind) => void }) {
  const say = useText(visitSignText);
  const { papersOf } = useBook();
  return (
    <>
      <h2>{say('papersTitle')}</h2>
      <p>{say('papersLead')}</p>
      {papersOf === null ? (
        <Notice tone="warning" title={say('noSetting')}>
          {say('noSettingText')}
        </Notice>
      ) : null}
      <ul className="paper-list">
        {visitPaperKinds.map((kind) => (
          <PaperRow key={kind} kind={kind} onOpen={() => props.onPaper(kind)} />
        ))}
      </ul>
      <PhoneActions>
        <FinishAction onGo={props.onGo} onOutcome={props.onOutcome} />
      </PhoneActions>
    </>
  );
}

function PaperRow(props: { readonly kind: VisitPaperKind; readonly onOpen: () => void }) {
  const say = useText(visitSignText);
  const kinds = useText(paperKindText);
  const { visit, content } = useBook();
  const paper = useVisitPaper(props.kind);
  const { kind } = props;
  const orders = findingsToPutRight(visit, content);
  const notNeeded = kind === 'rectificationOrder' && orders === 0 && paper.issued === null;
  return (
    <li>
      <div>
        <strong>{kinds(`paper_${kind}`)}</strong>
        <p className="secondary">{notNeeded ? say('orderNotNeeded') : say(`why.${kind}`, { n: orders })}</p>
        <p className="secondary">{numberLine(paper, say)}</p>
      </div>
      <Button disabled={paper.data === null} onClick={props.onOpen}>
        {say('view')}
      </Button>
    </li>
  );
}

type Say = ReturnType<typeof useText<keyof typeof visitSignText.zh>>;

function numberLine(paper: ReturnType<typeof useVisitPaper>, say: Say): string {
  if (paper.issued !== null) return say('issued', { number: paper.number });
  return paper.number === '' ? say('numberNone') : say('numberReserved', { number: paper.number });
}
