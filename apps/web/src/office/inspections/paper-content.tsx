/** The sheet's answers and the problems of a paper visit, as typed from the paper. */
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { isAsked, lineId } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { newActionId } from '../../shared/api/action-id.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { FindingFields } from './finding-fields.tsx';
import type { PaperPart } from './paper-course.tsx';
import type { TypedLine } from './paper-values.ts';
import { newFinding, type TypedFinding } from './result-values.ts';

type Line = PackedVisit['sheets'][number]['sections'][number]['lines'][number];
const answers = ['conform', 'nonConform', 'notApplicable', 'notChecked'] as const;
const noLine: TypedLine = { answer: '', value: '' };

export function PaperSheets({ visit, form }: PaperPart) {
  const say = useText(visitPageText);
  const own = visit.sheets.filter((sheet) => sheet.agencyId === visit.agencyId);
  const known = new Map(
    Object.entries(form.values.lines).map(([id, line]): [string, LineAnswer] => [
      id,
      {
        answer: line.answer === '' ? null : line.answer,
        value: line.value === '' ? null : line.value,
        by: 'hand',
      },
    ]),
  );
  if (own.length === 0) return <p className="secondary">{say('noSheet')}</p>;
  return (
    <>
      {own.map((sheet) => (
        <section key={sheet.versionId} className="result-box" aria-label={sheet.name}>
          <h2>{sheet.name}</h2>
          {sheet.sections.map((section) => (
            <details key={section.title} open>
              <summary>{section.title}</summary>
              <div className="button-row">
                <Button
                  size="small"
                  onClick={() =>
                    form.set('lines')({ ...restOf(sheet.versionId, section.lines), ...form.values.lines })
                  }
                >
                  {say('restConform')}
                </Button>
              </div>
              {section.lines
                .filter((line) => isAsked(sheet.versionId, line, known))
                .map((line) => (
                  <LineFields
                    key={line.key}
                    id={lineId(sheet.versionId, line.key)}
                    line={line}
                    visit={visit}
                    form={form}
                  />
                ))}
            </details>
          ))}
        </section>
      ))}
    </>
  );
}

/** Lines that are answered by a verdict, as conforming; those typed before win. */
function restOf(versionId: string, lines: readonly Line[]): Readonly<Record<string, TypedLine>> {
  return Object.fromEntries(
    lines
      .filter((line) => line.answer === 'conformity' && line.askedWhen === null)
      .map((line) => [lineId(versionId, line.key), { answer: 'conform', value: '' } as const]),
  );
}

/** "Does not conform" brings a problem of its line along, with the line's clause and first canned text. */
function LineFields({ id, line, visit, form }: PaperPart & { readonly id: string; readonly line: Line }) {
  const say = useText(visitPageText);
  const ui = useUi();
  const typed = form.values.lines[id] ?? noLine;
  const [sheetVersionId = ''] = id.split('/');
  const set = (part: Partial<TypedLine>) => {
    form.set('lines')({ ...form.values.lines, [id]: { ...typed, ...part } });
    const has = form.values.findings.some(
      (each) => each.sheetVersionId === sheetVersionId && each.lineKey === line.key,
    );
    if (part.answer === 'nonConform' && !has)
      form.set('findings')([...form.values.findings, findingOf(visit, sheetVersionId, line)]);
  };
  const choices =
    line.answer === 'choice' ? line.choices.map((value) => ({ value, label: value })) : undefined;
  return (
    <div className="paper-line">
      <span>{line.requirement}</span>
      <select
        className="input"
        aria-label={line.requirement}
        value={typed.answer ?? ''}
        onChange={(event) => set({ answer: event.target.value as TypedLine['answer'] })}
      >
        <option value="">{ui('choose')}</option>
        {answers.map((value) => (
          <option key={value} value={value}>
            {say(`answer.${value}`)}
          </option>
        ))}
      </select>
      {line.answer === 'conformity' ? null : choices === undefined ? (
        <TextField
          name={`lines.${id}.value`}
          label={say('lineValue')}
          maxLength={500}
          optional
          {...(line.unit === '' ? {} : { unit: line.unit })}
          value={typed.value}
          onChange={(value) => set({ value })}
        />
      ) : (
        <SelectField
          name={`lines.${id}.value`}
          label={say('lineValue')}
          choices={choices}
          value={typed.value}
          onChange={(value) => set({ value })}
        />
      )}
    </div>
  );
}

function findingOf(visit: PackedVisit, sheetVersionId: string, line: Line): TypedFinding {
  const sheet = visit.sheets.find((each) => each.versionId === sheetVersionId);
  const clauses = line.bases.map(({ law, article }) => ({ law, article }));
  return {
    ...newFinding(newActionId(), sheet?.itemKey ?? ''),
    sheetVersionId,
    lineKey: line.key,
    text: line.findings[0]?.text ?? '',
    clauses: clauses.length === 0 ? [{ law: '', article: '' }] : clauses,
  };
}

export function PaperFindings({ visit, form, rectifyBy }: PaperPart & { readonly rectifyBy: string }) {
  const say = useText(resultPageText);
  const items = visit.teams.find((team) => team.agencyId === visit.agencyId)?.items ?? [];
  const add = () =>
    form.set('findings')([
      ...form.values.findings,
      newFinding(newActionId(), items.length === 1 ? (items[0]?.itemKey ?? '') : ''),
    ]);
  return (
    <>
      <div className="result-box-head">
        <h2>{say('findings')}</h2>
        <Button size="small" onClick={add}>
          {say('addFinding')}
        </Button>
      </div>
      {form.values.findings.length === 0 ? <p className="secondary">{say('findingsNone')}</p> : null}
      {form.values.findings.map((finding, n) => (
        <FindingFields
          key={finding.id}
          n={n}
          items={items}
          finding={finding}
          rectifyBy={rectifyBy}
          error={form.error}
          onChange={(next) => form.set('findings')(form.values.findings.with(n, next))}
          onRemove={() => form.set('findings')(form.values.findings.filter((_, at) => at !== n))}
        />
      ))}
    </>
  );
}
