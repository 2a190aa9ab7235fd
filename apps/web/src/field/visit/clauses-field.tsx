/** The clauses that a problem violates: filled in from the line, each to be corrected, more to be added. */
import type { VisitFinding } from '@mingcha/core/inspections/visits/visit-content.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, IconButton } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useVisitActions } from './visit-context.tsx';

export function ClausesField(props: { readonly finding: VisitFinding }) {
  const say = useText(visitSheetText);
  const { write } = useVisitActions();
  const [adding, setAdding] = useState(false);
  const { id, clauses } = props.finding;
  const keep = (next: VisitFinding['clauses']) => write(`findings/${id}/clauses`, next);
  return (
    <div className="clauses-field">
      <p className="field-label">{say('clauses')}</p>
      {clauses.length === 0 ? <p className="finding-need">{say('clausesNone')}</p> : null}
      <ul>
        {clauses.map((clause, index) => (
          <li key={`${clause.law}${clause.article}`}>
            <span>{`《${clause.law}》${clause.article}`}</span>
            <IconButton
              label={say('removeClause')}
              icon="cross"
              onClick={() => keep(clauses.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button kind="quiet" disabled={clauses.length >= 20} onClick={() => setAdding(true)}>
        {say('addClause')}
      </Button>
      {adding ? (
        <ClauseDialog
          onClose={() => setAdding(false)}
          onTake={(clause) => {
            keep([...clauses, clause]);
            setAdding(false);
          }}
        />
      ) : null}
    </div>
  );
}

function ClauseDialog(props: {
  readonly onClose: () => void;
  readonly onTake: (clause: VisitFinding['clauses'][number]) => void;
}) {
  const say = useText(visitSheetText);
  const ui = useUi();
  const [law, setLaw] = useState('');
  const [article, setArticle] = useState('');
  return (
    <Dialog
      open
      title={say('addClause')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            disabled={law.trim() === ''}
            onClick={() => props.onTake({ law: law.trim(), article: article.trim() })}
          >
            {say('addClause')}
          </Button>
        </>
      }
    >
      <TextField name="clause-law" label={say('law')} maxLength={200} value={law} onChange={setLaw} />
      <TextField
        name="clause-article"
        label={say('article')}
        maxLength={400}
        value={article}
        onChange={setArticle}
      />
    </Dialog>
  );
}
