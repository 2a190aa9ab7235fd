/** Editing the draft of a check sheet: name, note, sections and lines; lines from a spreadsheet. Saved as a whole. */
import './sheets.css';
import {
  linesOf,
  type SheetContent,
  type SheetDetail,
  sheetContent,
} from '@mingcha/core/registers/sheets/sheet.ts';
import { getSheetVersion, saveSheetVersion } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useEffect, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FieldProblem } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { Hint } from '../../help/hint.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { changeLine, moveLine, type Sections, withLine } from './edit-lines.ts';
import { LineEditor } from './line-editor.tsx';
import { SheetImport } from './sheet-import.tsx';

export function SheetEditPage() {
  const id = useParam('id');
  const sheet = useApiQuery(getSheetVersion, { params: { id } });
  if (sheet.status === 'loading') return <Skeleton lines={8} />;
  if (sheet.data === undefined) return <ErrorState error={sheet.error} onRetry={sheet.reload} />;
  return <Editor key={sheet.data.versionId} sheet={sheet.data} />;
}

/** Leaving with unsaved changes is asked about by the browser. */
function useLeaveGuard(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [changed]);
}

function useEditor(sheet: SheetDetail) {
  const sentence = useSentence();
  const say = useText(sheetText);
  const toast = useToast();
  const go = useGo();
  const save = useApiAction(saveSheetVersion);
  const [content, setContent] = useState<SheetContent>(sheet.content);
  const [version, setVersion] = useState(sheet.version);
  const [changed, setChanged] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  useLeaveGuard(changed);
  const change = (next: Partial<SheetContent>) => {
    setContent((old) => ({ ...old, ...next }));
    setChanged(true);
  };
  const submit = async () => {
    const checked = sheetContent.safeParse(content);
    if (!checked.success) {
      setProblems(problemsOf(content, checked.error.issues, (code) => sentence({ code })));
      return;
    }
    const result = await save.run({
      params: { id: sheet.versionId },
      body: { version, content: checked.data },
    });
    if (!result.ok) return setProblems([{ field: '', message: sentence(result.error) }]);
    setVersion(result.value.version);
    setChanged(false);
    setProblems([]);
    toast(say('saved'));
    go(`/sheets/${sheet.versionId}`);
  };
  return { content, change, changed, problems, submit, busy: save.busy };
}

function Editor({ sheet }: { readonly sheet: SheetDetail }) {
  const say = useText(sheetText);
  const ui = useUi();
  const { content, change, changed, problems, submit, busy } = useEditor(sheet);
  const buttons = (
    <ButtonRow>
      <GoTo to={`/sheets/${sheet.versionId}`} className={buttonClass({})}>
        {ui('cancel')}
      </GoTo>
      <Button kind="primary" busy={busy} onClick={() => void submit()}>
        {say('save')}
      </Button>
    </ButtonRow>
  );
  return (
    <Page>
      <PageHeader title={say('versionOf', { name: content.name, no: sheet.no })} actions={buttons} />
      <Hint form="sheet" />
      <ErrorSummary problems={problems} />
      {changed ? <Notice>{say('unsaved')}</Notice> : null}
      <Section>
        <div className="sheet-editor">
          <TextField
            name="name"
            label={say('name')}
            value={content.name}
            maxLength={100}
            error={problems.find((one) => one.field === 'name')?.message}
            onChange={(name) => change({ name })}
          />
          <TextField
            name="industry"
            label={say('industry')}
            value={content.industry}
            maxLength={60}
            error={problems.find((one) => one.field === 'industry')?.message}
            onChange={(industry) => change({ industry })}
          />
          <TextArea
            name="note"
            label={say('note')}
            value={content.note}
            onChange={(note) => change({ note })}
          />
        </div>
      </Section>
      <SheetImport onUse={(sections) => change({ sections })} />
      <SectionEditors
        sections={content.sections}
        problems={problems}
        onChange={(sections) => change({ sections: [...sections] })}
      />
      {buttons}
    </Page>
  );
}

function SectionEditors(props: {
  readonly sections: Sections;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (sections: Sections) => void;
}) {
  const say = useText(sheetText);
  const { sections, problems, onChange } = props;
  const all = linesOf({ sections: [...sections] });
  return (
    <>
      {sections.map((section, s) => (
        <Section
          // Sections have no key of their own; they are never reordered while their fields are typed in.
          key={s}
          title={section.title === '' ? say('section') : section.title}
          actions={
            section.lines.length === 0 ? (
              <Button size="small" onClick={() => onChange(sections.filter((one) => one !== section))}>
                {say('sectionRemove')}
              </Button>
            ) : undefined
          }
        >
          <TextField
            name={`section-${s}`}
            label={say('sectionTitle')}
            value={section.title}
            maxLength={100}
            error={problems.find((one) => one.field === `section-${s}`)?.message}
            onChange={(title) => onChange(sections.map((one) => (one === section ? { ...one, title } : one)))}
          />
          {section.lines.map((line) => (
            <LineEditor
              key={line.key}
              line={line}
              number={all.indexOf(line) + 1}
              earlier={all.slice(0, all.indexOf(line))}
              error={(field) => problems.find((one) => one.field === `${line.key}-${field}`)?.message}
              onChange={(next) => onChange(changeLine(sections, line.key, () => next))}
              onRemove={() => onChange(changeLine(sections, line.key, () => null))}
              onMove={(by) => onChange(moveLine(sections, line.key, by))}
            />
          ))}
          <Button onClick={() => onChange(withLine(sections, s))}>{say('lineNew')}</Button>
        </Section>
      ))}
      <Button onClick={() => onChange([...sections, { title: '', lines: [] }])}>{say('sectionNew')}</Button>
    </>
  );
}

/** Problems beside their fields: a path into the content becomes the name of the field that shows it. */
function problemsOf(
  content: SheetContent,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  say: (code: string) => string,
): readonly FieldProblem[] {
  return issues.map(({ path, message }) => {
    const [first, s, , l, member] = path;
    const text = message.includes('.') ? say(message) : say('input.wrong');
    if (first !== 'sections') return { field: String(first ?? ''), message: text };
    const line = content.sections[Number(s)]?.lines[Number(l)];
    if (line === undefined) return { field: `section-${Number(s)}`, message: text };
    return { field: `${line.key}-${String(member)}`, message: text };
  });
}
