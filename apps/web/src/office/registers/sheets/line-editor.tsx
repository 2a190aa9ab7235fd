/** One line of a sheet being edited: its requirement and basis at once, the rest when it is opened. */
import { answerKinds, type SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useState } from 'react';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { basesFrom, basesText, findingsFrom, findingsText, linesOfText } from './edit-lines.ts';

export interface LineEditorProps {
  readonly line: SheetLine;
  readonly number: number;
  /** Lines before this one, for its condition. */
  readonly earlier: readonly SheetLine[];
  readonly error: (field: string) => string | undefined;
  readonly onChange: (line: SheetLine) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
}

export function LineEditor(props: LineEditorProps) {
  const say = useText(sheetText);
  const [open, setOpen] = useState(props.line.requirement === '');
  const { line, onChange } = props;
  return (
    <div className="sheet-editor-line">
      <div className="sheet-editor-head">
        <strong>{say('lineNumber', { number: props.number })}</strong>
        <ButtonRow>
          <Button size="small" kind="quiet" onClick={() => props.onMove(-1)}>
            {say('lineUp')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => props.onMove(1)}>
            {say('lineDown')}
          </Button>
          <Button size="small" kind="quiet" onClick={props.onRemove}>
            {say('lineRemove')}
          </Button>
          <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
            {say('lineOpen')}
          </Button>
        </ButtonRow>
      </div>
      <TextArea
        name={`${line.key}-requirement`}
        label={say('requirement')}
        value={line.requirement}
        error={props.error('requirement')}
        onChange={(requirement) => onChange({ ...line, requirement: requirement.replaceAll('\n', ' ') })}
      />
      <TypedList
        name={`${line.key}-basis`}
        label={say('basis')}
        hint={say('basisHint')}
        text={basesText(line)}
        onText={(text) => onChange({ ...line, bases: basesFrom(text, line.bases) })}
      />
      {open ? <Details {...props} /> : null}
    </div>
  );
}

function Details(props: LineEditorProps) {
  const say = useText(sheetText);
  const { line, onChange } = props;
  const area = (key: 'method' | 'criterion', hint: 'methodHint' | 'criterionHint') => (
    <TextArea
      name={`${line.key}-${key}`}
      label={say(key)}
      hint={say(hint)}
      value={line[key]}
      onChange={(value) => onChange({ ...line, [key]: value })}
    />
  );
  return (
    <>
      {area('method', 'methodHint')}
      {area('criterion', 'criterionHint')}
      <TextField
        name={`${line.key}-evidence`}
        label={say('evidence')}
        hint={say('evidenceHint')}
        value={line.evidence}
        maxLength={500}
        onChange={(evidence) => onChange({ ...line, evidence })}
      />
      <TypedList
        name={`${line.key}-findings`}
        label={say('findings')}
        hint={say('findingsHint')}
        text={findingsText(line)}
        onText={(text) => onChange({ ...line, findings: findingsFrom(text) })}
      />
      <AnswerFields {...props} />
      <TextField
        name={`${line.key}-na`}
        label={say('notApplicable')}
        hint={say('notApplicableHint')}
        value={line.notApplicable}
        maxLength={300}
        onChange={(notApplicable) => onChange({ ...line, notApplicable })}
      />
      <Condition {...props} />
    </>
  );
}

function AnswerFields({ line, onChange, error }: LineEditorProps) {
  const say = useText(sheetText);
  return (
    <>
      <SelectField
        name={`${line.key}-answer`}
        label={say('answer')}
        value={line.answer}
        empty={null}
        choices={answerKinds.map((kind) => ({ value: kind, label: say(`answer.${kind}`) }))}
        onChange={(value) =>
          onChange({ ...line, answer: answerKinds.find((kind) => kind === value) ?? 'conformity' })
        }
      />
      {line.answer === 'measure' ? (
        <TextField
          name={`${line.key}-unit`}
          label={say('unit')}
          short
          value={line.unit}
          error={error('unit')}
          maxLength={20}
          onChange={(unit) => onChange({ ...line, unit })}
        />
      ) : null}
      {line.answer === 'choice' ? (
        <TypedList
          name={`${line.key}-choices`}
          label={say('choices')}
          hint={say('choicesHint')}
          error={error('choices')}
          text={line.choices.join('\n')}
          onText={(text) => onChange({ ...line, choices: linesOfText(text) })}
        />
      ) : null}
    </>
  );
}

function Condition({ line, earlier, error, onChange }: LineEditorProps) {
  const say = useText(sheetText);
  const { askedWhen } = line;
  return (
    <>
      <SelectField
        name={`${line.key}-when`}
        label={say('askedWhen')}
        value={askedWhen?.key ?? ''}
        error={error('askedWhen')}
        empty={say('askedWhenNone')}
        choices={earlier.map((one) => ({ value: one.key, label: one.requirement.slice(0, 40) }))}
        onChange={(key) =>
          onChange({
            ...line,
            askedWhen: key === '' ? null : { key, answer: askedWhen?.answer ?? say('conform') },
          })
        }
      />
      {askedWhen === null ? null : (
        <TextField
          name={`${line.key}-when-answer`}
          label={say('askedWhenAnswer')}
          short
          value={askedWhen.answer}
          maxLength={60}
          onChange={(answer) => onChange({ ...line, askedWhen: { ...askedWhen, answer } })}
        />
      )}
    </>
  );
}

/** A list typed as text: what is typed stays as it is until the field is left, so that no keystroke is rewritten. */
function TypedList(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly error?: string | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const [typed, setTyped] = useState(props.text);
  return (
    <TextArea
      name={props.name}
      label={props.label}
      hint={props.hint}
      error={props.error}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        props.onText(text);
      }}
    />
  );
}
