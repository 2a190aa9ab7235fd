/** Things of a hand-over: what, until when, and whether it moves or why it stays. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import '../oversight.css';
import './handover.css';
import type { HandoverThing } from '@mingcha/core/oversight/handover/handover-api.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';

type Shown = HandoverThing & { readonly movedAt?: string | null };

export function ThingsTable(props: {
  readonly label: string;
  readonly things: readonly Shown[];
  /** Nobody is chosen yet: whether it moves is said for what can never move only. */
  readonly isOpen: boolean;
}) {
  const say = useText(handoverText);
  const movesOf = (thing: Shown) => <Moves thing={thing} isOpen={props.isOpen} />;
  return (
    <Scrolls className="table-scroll handover-things">
      <table className="table" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{say('thing')}</th>
            <th scope="col">{say('kind')}</th>
            <th scope="col">{say('dueOn')}</th>
            <th scope="col">{say('moves')}</th>
          </tr>
        </thead>
        <tbody>
          {props.things.map((thing, i) => (
            <tr key={`${thing.kind} ${thing.path} ${i}`}>
              <td>
                <GoTo to={thing.path}>{thing.title}</GoTo> <span className="secondary">{thing.number}</span>
              </td>
              <td>{say(`kind.${thing.kind}`)}</td>
              <td>{thing.dueOn === null ? say('noDue') : <DateText value={thing.dueOn} form="short" />}</td>
              <td>{movesOf(thing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Moves({ thing, isOpen }: { readonly thing: Shown; readonly isOpen: boolean }) {
  const say = useText(handoverText);
  if (thing.stays !== null) return <span className="secondary">{say(`stays.${thing.stays}`)}</span>;
  if (isOpen) return '–';
  const isMoved = thing.movedAt !== undefined && thing.movedAt !== null;
  return (
    <StateChip tone={isMoved ? 'verified' : 'accent'}>
      {say(isMoved ? 'state.moved' : 'state.moves')}
    </StateChip>
  );
}
