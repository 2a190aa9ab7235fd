/** Opinions of experts stay opinions (R167): an expert writes the own one and sees nothing else to write. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { TextArea } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { PhoneActions } from '../frame.tsx';
import { newId } from '../store/ids.ts';
import { Fold } from './fold.tsx';
import { Photos } from './photos.tsx';
import { useBook, useVisitActions } from './visit-context.tsx';

export function OpinionStep() {
  const say = useText(visitSheetText);
  const { visit, content } = useBook();
  const { write } = useVisitActions();
  const own = content.opinions.find(({ memberId }) => memberId === visit.memberId);
  const [id] = useState(() => own?.id ?? newId());
  const [text, setText] = useState(own?.text ?? '');
  const [lineKeys, setLineKeys] = useState<readonly string[]>(own?.lineKeys ?? []);
  const lines = visit.sheets.flatMap((sheet) => sheet.sections.flatMap((section) => section.lines));
  return (
    <>
      <h2>{say('opinionsTitle')}</h2>
      <p className="secondary">{say('opinionHint')}</p>
      <TextArea
        name="opinion"
        label={say('opinionText')}
        rows={6}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
      <Photos belonging={{ findingId: null, line: `opinions/${id}`, words: say('opinionsTitle') }} />
      <Fold title={say('opinionLines')}>
        <CheckboxGroup
          name="opinion-lines"
          label={say('opinionLines')}
          optional
          value={lineKeys}
          choices={lines.map((line) => ({ value: line.key, label: line.requirement }))}
          onChange={(keys) => setLineKeys(keys.slice(0, 60))}
        />
      </Fold>
      <PhoneActions>
        <Button
          kind="primary"
          disabled={text.trim() === ''}
          onClick={() => write(`opinions/${id}`, { memberId: visit.memberId, text: text.trim(), lineKeys })}
        >
          {say('opinionAction')}
        </Button>
      </PhoneActions>
    </>
  );
}

/** All opinions, to read. */
export function Opinions() {
  const say = useText(visitSheetText);
  const { visit, content } = useBook();
  const nameOf = (memberId: string) => visit.members.find(({ id }) => id === memberId)?.name ?? '';
  if (content.opinions.length === 0) return null;
  return (
    <Fold title={`${say('opinionsTitle')} ${content.opinions.length}`}>
      <p className="secondary">{say('opinionHint')}</p>
      {content.opinions.map((opinion) => (
        <div key={opinion.id} className="opinion">
          <p>
            <strong>{nameOf(opinion.memberId)}</strong>
          </p>
          <p>{opinion.text}</p>
          <Photos
            readOnly
            belonging={{ findingId: null, line: `opinions/${opinion.id}`, words: say('opinionsTitle') }}
          />
        </div>
      ))}
    </Fold>
  );
}
