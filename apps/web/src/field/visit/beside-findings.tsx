/** What is said beside problems: guidance on the spot, facts of concealment, other circumstances. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { newId } from '../store/ids.ts';
import { Doubled } from './doubled.tsx';
import { Fold } from './fold.tsx';
import { KeptArea } from './kept-fields.tsx';
import { Photos } from './photos.tsx';
import { agencyName } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function BesideFindings() {
  return (
    <>
      <GuidanceGiven />
      <Concealment />
      <Situation />
    </>
  );
}

/** 现场指导: help, never a problem and never a result. */
function GuidanceGiven() {
  const say = useText(visitSheetText);
  const { visit, content } = useBook();
  const { write } = useVisitActions();
  return (
    <Fold title={`${say('guidanceTitle')} ${content.guidance.length || ''}`.trim()}>
      <p className="secondary">{say('guidanceHint')}</p>
      {content.guidance.map((each) =>
        each.agencyId === visit.agencyId ? (
          <KeptArea
            key={each.id}
            name={`guidance-${each.id}`}
            label={say('guidanceText')}
            rows={3}
            maxLength={2000}
            kept={each.text}
            onKeep={(text) =>
              write(`guidance/${each.id}`, { agencyId: each.agencyId, text, lineKey: each.lineKey })
            }
          />
        ) : (
          <p key={each.id}>{`${agencyName(visit, each.agencyId)}：${each.text}`}</p>
        ),
      )}
      <Button
        onClick={() => write(`guidance/${newId()}`, { agencyId: visit.agencyId, text: '', lineKey: null })}
      >
        {say('addGuidance')}
      </Button>
    </Fold>
  );
}

/** 隐瞒真实情况, 弄虚作假: a result of its own (R183). */
function Concealment() {
  const say = useText(visitSheetText);
  const { visit, content } = useBook();
  const { write } = useVisitActions();
  const own = content.concealment.filter(({ agencyId }) => agencyId === visit.agencyId);
  return (
    <Fold title={`${say('concealTitle')} ${content.concealment.length || ''}`.trim()}>
      <p className="secondary">{say('concealHint')}</p>
      {own.map((each) => (
        <div key={each.id} className="conceal">
          <KeptArea
            name={`conceal-${each.id}`}
            label={say('concealFacts')}
            rows={4}
            maxLength={4000}
            kept={each.facts}
            onKeep={(facts) => write(`concealment/${each.id}`, { agencyId: each.agencyId, facts })}
          />
          <Photos
            belonging={{ findingId: null, line: `concealment/${each.id}`, words: say('concealTitle') }}
          />
        </div>
      ))}
      <Button onClick={() => write(`concealment/${newId()}`, { agencyId: visit.agencyId, facts: '' })}>
        {say('addConceal')}
      </Button>
    </Fold>
  );
}

function Situation() {
  const say = useText(visitSheetText);
  const { content } = useBook();
  const { write } = useVisitActions();
  return (
    <Fold title={say('situationTitle')}>
      <Doubled path="situation" />
      <KeptArea
        name="situation"
        label={say('situationTitle')}
        hint={say('situationHint')}
        optional
        rows={4}
        maxLength={8000}
        kept={content.situation}
        onKeep={(text) => write('situation', text)}
      />
    </Fold>
  );
}
