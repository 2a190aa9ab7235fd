/** The checklist of the first day: each step leads to the page where it is done; ticks come from records where they can. */

import { getWorkbench, saveDesk, type WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { type GuideLine, guideOf } from '@mingcha/core/oversight/guidance/guide.ts';
import { guideText } from '@mingcha/core/oversight/guidance/guide-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';

export function GuidePart({ guide }: { readonly guide: NonNullable<WorkbenchView['guide']> }) {
  const say = useText(guideText);
  const { person } = useSession();
  const save = useApiAction(saveDesk, [getWorkbench.id]);
  const lines = guideOf(person.roles);
  const isDone = (line: GuideLine) => guide.done.includes(line.key);
  const done = lines.filter(isDone).length;
  const tick = (line: GuideLine, on: boolean) => {
    const others = guide.done.filter((key) => key !== line.key && !guide.byRecord.includes(key));
    void save.run({ body: { ticked: on ? [...others, line.key] : others } });
  };
  return (
    <Section title={say('title')}>
      <p className="secondary">
        {done === lines.length ? say('complete') : say('lead', { n: lines.length, done })}
      </p>
      <ErrorNotice error={save.error} />
      <ol className="guide-lines">
        {lines.map((line) => (
          <li key={line.key} data-done={isDone(line)}>
            <Tick line={line} isDone={isDone(line)} onTick={(on) => tick(line, on)} />
            <GoTo to={line.to}>{say(`step.${line.key}`)}</GoTo>
          </li>
        ))}
      </ol>
      <div className="guide-foot">
        <Button kind="quiet" size="small" onClick={() => void save.run({ body: { guideAway: true } })}>
          {say('away')}
        </Button>
      </div>
    </Section>
  );
}

function Tick(props: {
  readonly line: GuideLine;
  readonly isDone: boolean;
  readonly onTick: (on: boolean) => void;
}) {
  const say = useText(guideText);
  const { line, isDone } = props;
  if (line.byRecord)
    return (
      <span title={isDone ? say('done') : say('byRecord')}>
        {isDone ? <Icon name="check" size={16} /> : <span className="guide-open" aria-hidden="true" />}
        <span className="visually-hidden">{isDone ? say('done') : say('byRecord')}</span>
      </span>
    );
  return (
    <input
      type="checkbox"
      checked={isDone}
      aria-label={say('tick', { step: say(`step.${line.key}`) })}
      onChange={(event) => props.onTick(event.target.checked)}
    />
  );
}
