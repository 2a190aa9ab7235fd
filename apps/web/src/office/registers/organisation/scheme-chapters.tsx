/** The chapters of a scheme: running text, points, or tasks with one lead section and the responsible ones. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import {
  chapterKinds,
  type SchemeChapter,
  type SchemePoint,
} from '@mingcha/core/registers/organisation/scheme.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { type Choice, FieldError, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useSession } from '../../shell/session.tsx';

const emptyPoint: SchemePoint = { title: '', text: '', lead: null, sections: [] };
const emptyChapter: SchemeChapter = { heading: '', kind: 'points', text: '', points: [emptyPoint] };

export interface SchemeChaptersProps {
  readonly chapters: readonly SchemeChapter[];
  readonly onChange: (chapters: readonly SchemeChapter[]) => void;
  readonly error?: string | undefined;
}

export function SchemeChapters(props: SchemeChaptersProps) {
  const say = useText(schemePageText);
  const { chapters, onChange } = props;
  const sections = useOwnSections();
  return (
    <div className="form" id="field-chapters" tabIndex={-1}>
      <FieldError name="chapters" error={props.error} />
      {chapters.map((chapter, index) => (
        <ChapterFields
          // Chapters have no identity but their place.
          key={index}
          chapter={chapter}
          index={index}
          sections={sections}
          onChange={(next) => onChange(chapters.with(index, next))}
          onRemove={() => onChange(chapters.toSpliced(index, 1))}
          onUp={index === 0 ? null : () => onChange(movedUp(chapters, index))}
        />
      ))}
      <ButtonRow>
        <Button size="small" onClick={() => onChange([...chapters, emptyChapter])}>
          {say('addChapter')}
        </Button>
      </ButtonRow>
    </div>
  );
}

function useOwnSections(): readonly Choice[] {
  const { person } = useSession();
  const agencies = useApiQuery(accessRoutes.listAgencies);
  const own = agencies.data?.rows.find((one) => one.id === person.agency.id);
  return (own?.sections ?? []).map((one) => ({ value: one.id, label: one.name }));
}

function movedUp<T>(list: readonly T[], index: number): readonly T[] {
  const [one] = list.slice(index, index + 1);
  return one === undefined ? list : list.toSpliced(index, 1).toSpliced(index - 1, 0, one);
}

interface ChapterProps {
  readonly chapter: SchemeChapter;
  readonly index: number;
  readonly sections: readonly Choice[];
  readonly onChange: (chapter: SchemeChapter) => void;
  readonly onRemove: () => void;
  /** Null for the first. */
  readonly onUp: (() => void) | null;
}

function ChapterFields(props: ChapterProps) {
  const say = useText(schemePageText);
  const { chapter, index, onChange } = props;
  const set = (change: Partial<SchemeChapter>) => onChange({ ...chapter, ...change });
  const name = `chapters.${index}`;
  return (
    <fieldset className="scheme-chapter">
      <legend className="field-label">{say('chapterOf', { n: index + 1 })}</legend>
      <TextField
        name={`${name}.heading`}
        label={say('heading')}
        hint={say('headingHint')}
        maxLength={100}
        value={chapter.heading}
        onChange={(heading) => set({ heading })}
      />
      <SelectField
        name={`${name}.kind`}
        label={say('kind')}
        empty={null}
        choices={chapterKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value={chapter.kind}
        onChange={(kind) => set({ kind: kind as SchemeChapter['kind'] })}
      />
      {chapter.kind === 'text' || chapter.text !== '' ? (
        <TextArea
          name={`${name}.text`}
          label={say('chapterText')}
          optional={chapter.kind !== 'text'}
          rows={4}
          maxLength={8000}
          value={chapter.text}
          onChange={(text) => set({ text })}
        />
      ) : null}
      {chapter.kind === 'text' ? null : <Points {...props} name={name} />}
      <ButtonRow>
        {chapter.kind === 'text' ? null : (
          <Button size="small" onClick={() => set({ points: [...chapter.points, emptyPoint] })}>
            {say('addPoint')}
          </Button>
        )}
        {props.onUp === null ? null : (
          <Button size="small" kind="quiet" onClick={props.onUp}>
            {say('up')}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={props.onRemove}>
          {say('removeChapter')}
        </Button>
      </ButtonRow>
    </fieldset>
  );
}

function Points(props: ChapterProps & { readonly name: string }) {
  const { chapter, onChange } = props;
  const put = (points: readonly SchemePoint[]) => onChange({ ...chapter, points: [...points] });
  return chapter.points.map((point, at) => (
    <PointFields
      // Points have no identity but their place.
      key={at}
      name={`${props.name}.points.${at}`}
      number={at + 1}
      point={point}
      isTask={chapter.kind === 'tasks'}
      sections={props.sections}
      onChange={(next) => put(chapter.points.with(at, next))}
      onRemove={() => put(chapter.points.toSpliced(at, 1))}
      onUp={at === 0 ? null : () => put(movedUp(chapter.points, at))}
    />
  ));
}

interface PointProps {
  readonly name: string;
  readonly number: number;
  readonly point: SchemePoint;
  readonly isTask: boolean;
  readonly sections: readonly Choice[];
  readonly onChange: (point: SchemePoint) => void;
  readonly onRemove: () => void;
  readonly onUp: (() => void) | null;
}

function PointFields(props: PointProps) {
  const say = useText(schemePageText);
  const { name, point, onChange } = props;
  const set = (change: Partial<SchemePoint>) => onChange({ ...point, ...change });
  return (
    <fieldset className="scheme-point" aria-label={say('pointOf', { n: props.number })}>
      <TextField
        name={`${name}.title`}
        label={`${say('pointOf', { n: props.number })} ${say('pointTitle')}`}
        optional
        maxLength={200}
        value={point.title}
        onChange={(title) => set({ title })}
      />
      <TextArea
        name={`${name}.text`}
        label={say('pointText')}
        rows={3}
        maxLength={6000}
        value={point.text}
        onChange={(text) => set({ text })}
      />
      {props.isTask ? <TaskUnits {...props} /> : null}
      <ButtonRow>
        {props.onUp === null ? null : (
          <Button size="small" kind="quiet" onClick={props.onUp}>
            {say('up')}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={props.onRemove}>
          {say('removePoint')}
        </Button>
      </ButtonRow>
    </fieldset>
  );
}

function TaskUnits(props: PointProps) {
  const say = useText(schemePageText);
  const { name, point, sections, onChange } = props;
  const unit = (id: string) => ({ id, name: sections.find((one) => one.value === id)?.label ?? '' });
  return (
    <>
      <SelectField
        name={`${name}.lead`}
        label={say('lead')}
        hint={say('leadHint')}
        empty={say('leadNone')}
        choices={sections}
        value={point.lead?.id ?? ''}
        onChange={(id) => onChange({ ...point, lead: id === '' ? null : unit(id) })}
      />
      <ChooseField
        name={`${name}.sections`}
        label={say('responsible')}
        many
        optional
        choices={sections.filter((one) => one.value !== point.lead?.id)}
        value={point.sections.map((one) => one.id)}
        onChange={(ids) => onChange({ ...point, sections: ids.map(unit) })}
      />
    </>
  );
}
