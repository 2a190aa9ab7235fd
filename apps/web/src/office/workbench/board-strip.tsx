/** The stage board in one strip: how many courses stand at each stage; what is due or overdue in red. */
import './workbench.css';
import { type BoardStage, boardStages } from '@mingcha/core/oversight/board/board.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { GoTo } from '../shell/navigation.tsx';

type Columns = Readonly<Record<string, { readonly count: number; readonly pressing: number }>>;

export function BoardStrip({ columns }: { readonly columns: Columns }) {
  const say = useText(boardText);
  return (
    <Section title={say('title')} actions={<GoTo to="/board">{say('allColumns')}</GoTo>} flush>
      <Strip columns={columns} hrefOf={(stage) => `/board?column=${stage}`} />
    </Section>
  );
}

/** The strip alone; the board's own page marks the stage that is shown. */
export function Strip(props: {
  readonly columns: Columns;
  readonly hrefOf: (stage: BoardStage) => string;
  readonly now?: string;
}) {
  const say = useText(boardText);
  return (
    <ol className="board-strip">
      {boardStages.map((stage) => {
        const { count, pressing } = props.columns[stage] ?? { count: 0, pressing: 0 };
        return (
          <li key={stage} data-now={props.now === stage} data-empty={count === 0}>
            <GoTo to={props.hrefOf(stage)} current={props.now === stage}>
              <span className="board-strip-name">{say(`stage.${stage}`)}</span>
              <strong>{count}</strong>
              {pressing === 0 ? null : <span className="desk-late">{say('pressing', { n: pressing })}</span>}
            </GoTo>
          </li>
        );
      })}
    </ol>
  );
}
