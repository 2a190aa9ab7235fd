/**
 * The stage rail: the same horizontal rail for every task, draw and inspection, with the stages done, now,
 * later or voided, their dates and the responsible post. It is also the way to move between them.
 */
import './stage-rail.css';
import { useUi } from '../i18n/locale.tsx';
import { Icon } from './icons.tsx';

export type StageState = 'done' | 'now' | 'later' | 'voided';

export interface Stage {
  readonly key: string;
  readonly title: string;
  readonly state: StageState;
  /** Ready to read: `2026-11-22`, `11月22日 09:42`, `截止 12月1日`. */
  readonly date?: string | undefined;
  /** The responsible post, with or without the person's name. */
  readonly post?: string | undefined;
  /** Further lines: why it is not done. */
  readonly notes?: readonly string[] | undefined;
  /** Where the stage is worked on; makes its title a link. */
  readonly href?: string | undefined;
}

export interface StageRailProps {
  readonly stages: readonly Stage[];
  /** `compact`: nodes only, for rows of lists; the words are there for screen readers. */
  readonly size?: 'full' | 'compact';
  /** Called instead of following `href` (client routing); every stage's title is then a button. */
  readonly onOpen?: (key: string) => void;
}

export function StageRail(props: StageRailProps) {
  const say = useUi();
  const compact = props.size === 'compact';
  return (
    <ol className={compact ? 'rail rail-compact' : 'rail'} aria-label={say('stages')}>
      {props.stages.map((stage, index) => (
        <li
          key={stage.key}
          className="rail-stage"
          data-state={stage.state}
          aria-current={stage.state === 'now' ? 'step' : undefined}
          title={compact ? stage.title : undefined}
        >
          <span className="rail-node" aria-hidden="true">
            <Node state={stage.state} number={index + 1} compact={compact} />
          </span>
          {compact ? (
            <span className="visually-hidden">{`${stage.title} ${say(stateWords[stage.state])}`}</span>
          ) : (
            <Words stage={stage} onOpen={props.onOpen} />
          )}
        </li>
      ))}
    </ol>
  );
}

const stateWords = {
  done: 'stageDone',
  now: 'stageNow',
  later: 'stageLater',
  voided: 'stageVoided',
} as const;

function Node(props: { readonly state: StageState; readonly number: number; readonly compact: boolean }) {
  if (props.compact) return null;
  if (props.state === 'done') return <Icon name="check" size={14} />;
  if (props.state === 'voided') return <Icon name="cross" size={14} />;
  return props.number;
}

function Words(props: { readonly stage: Stage; readonly onOpen: ((key: string) => void) | undefined }) {
  const say = useUi();
  const { stage, onOpen } = props;
  const notes = [stage.date, stage.post, ...(stage.notes ?? [])].filter(
    (note) => note !== undefined && note !== '',
  );
  return (
    <span>
      <Title stage={stage} onOpen={onOpen} />
      {stage.state === 'voided' ? (
        <span className="rail-note rail-note-void">{say('stageVoided')}</span>
      ) : (
        <span className="visually-hidden">{say(stateWords[stage.state])}</span>
      )}
      {notes.map((note) => (
        <span key={note} className="rail-note">
          {note}
        </span>
      ))}
    </span>
  );
}

function Title(props: { readonly stage: Stage; readonly onOpen: ((key: string) => void) | undefined }) {
  const { stage, onOpen } = props;
  if (onOpen !== undefined && stage.state !== 'later') {
    return (
      <button type="button" className="rail-title" onClick={() => onOpen(stage.key)}>
        {stage.title}
      </button>
    );
  }
  if (stage.href !== undefined) {
    return (
      <a className="rail-title" href={stage.href}>
        {stage.title}
      </a>
    );
  }
  return <span className="rail-title">{stage.title}</span>;
}
