/** How many of each kind stand in which state; each figure is the way to its rows. Below it stands what the states mean. */
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import './oversight.css';
import { formatNumber } from '../../shared/format.ts';
import { Section } from '../../shared/ui/page.tsx';

export interface StateFigure<State extends string> {
  readonly key: string;
  readonly name: string;
  readonly counts: Readonly<Record<State, number>>;
}

export interface StateFiguresProps<State extends string> {
  readonly title: string;
  readonly asOf: string;
  readonly note: string;
  /** Heading of the names. */
  readonly head: string;
  /** In the order of the columns; the one called `late` is red. */
  readonly states: readonly { readonly key: State; readonly name: string }[];
  readonly rows: readonly StateFigure<State>[];
  readonly onChoose: (key: string, state: State) => void;
}

export function StateFigures<State extends string>(props: StateFiguresProps<State>) {
  return (
    <Section title={props.title} actions={<span className="secondary">{props.asOf}</span>}>
      <Scrolls>
        <table className="table oversight-figures" aria-label={props.title}>
          <thead>
            <tr>
              <th scope="col">{props.head}</th>
              {props.states.map((state) => (
                <th key={state.key} scope="col">
                  {state.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {props.states.map((state) => (
                  <td
                    key={state.key}
                    data-align="end"
                    data-late={state.key === 'late' && row.counts[state.key] > 0}
                  >
                    <Figure row={row} state={state} onChoose={props.onChoose} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <p className="oversight-note secondary">{props.note}</p>
    </Section>
  );
}

function Figure<State extends string>(props: {
  readonly row: StateFigure<State>;
  readonly state: { readonly key: State; readonly name: string };
  readonly onChoose: (key: string, state: State) => void;
}) {
  const { row, state } = props;
  const count = row.counts[state.key];
  if (count === 0) return '0';
  return (
    <button
      type="button"
      aria-label={`${row.name} ${state.name} ${count}`}
      onClick={() => props.onChoose(row.key, state.key)}
    >
      {formatNumber(count)}
    </button>
  );
}
