/** The list of a task: each object with the teams and where they stand; people who leave and their substitutes in a drawer. */

import { type TeamStage, teamStages } from '@mingcha/core/tasks/inspection.ts';
import type { InspectionRow, TaskView } from '@mingcha/core/tasks/task.ts';
import { listTaskInspections } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { PeopleDrawer } from './people-drawer.tsx';
import { stageTone } from './words.ts';

const rowKey = (row: InspectionRow) => row.id;
const rowName = (row: InspectionRow) => row.object.name;

export function InspectionTable(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task, onChanged } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const ui = useUi();
  const [stage, setStage] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const paging = usePaging('task-inspections');
  const list = useApiQuery(listTaskInspections, {
    params: { id: task.id },
    query: { ...paging.query, ...(stage === '' ? {} : { stage: stage as TeamStage }) },
  });
  const columns = useColumns(task.may.plan, setOpenId);
  const open = list.data?.rows.find((row) => row.id === openId);
  const reload = () => {
    list.reload();
    onChanged();
  };
  return (
    <>
      <DataTable
        id="task-inspections"
        label={say('list')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={stage !== ''}
        toolbar={
          <SelectField
            name="stage"
            label={say('stageFilter')}
            empty={ui('all')}
            choices={teamStages.map((value) => ({ value, label: word(`stage.${value}`) }))}
            value={stage}
            onChange={(value) => {
              setStage(value);
              paging.reset();
            }}
          />
        }
        empty={<EmptyState title={say(stage === '' ? 'listEmpty' : 'listFiltered')} />}
      />
      {open === undefined ? null : (
        <PeopleDrawer task={task} row={open} onClose={() => setOpenId(null)} onChanged={reload} />
      )}
    </>
  );
}

function useColumns(mayPlan: boolean, onPeople: (id: string) => void): readonly Column<InspectionRow>[] {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  return useMemo(
    () => [
      {
        key: 'position',
        title: say('position'),
        align: 'end',
        nowrap: true,
        render: (row) => row.position,
      },
      {
        key: 'object',
        title: say('object'),
        width: 220,
        render: (row) => (
          <span className="task-pending-words">
            <GoTo to={`/inspections/${row.id}`}>{row.object.name}</GoTo>
            <span className="secondary">{row.object.address}</span>
            {row.fromReserve ? <StateChip>{say('fromReserve')}</StateChip> : null}
          </span>
        ),
      },
      {
        key: 'team',
        title: say('team'),
        width: 300,
        render: (row) => row.teams.map((team) => <Team key={team.agencyId} team={team} />),
      },
      {
        key: 'outcome',
        title: say('outcome'),
        nowrap: true,
        render: (row) => (row.outcome === null ? '–' : word(`outcome.${row.outcome}`)),
      },
      ...(mayPlan
        ? [
            {
              key: 'people',
              title: say('handle'),
              nowrap: true,
              render: (row: InspectionRow) =>
                row.state === 'open' ? (
                  <Button size="small" kind="quiet" onClick={() => onPeople(row.id)}>
                    {say('changes')}
                  </Button>
                ) : null,
            },
          ]
        : []),
    ],
    [say, word, mayPlan, onPeople],
  );
}

function Team(props: { readonly team: InspectionRow['teams'][number] }) {
  const { team } = props;
  const word = useText(taskWordText);
  const standing = team.members.filter((each) => each.state === 'assigned' || each.state === 'claimed');
  const gone = team.members.filter((each) => each.state === 'recused' || each.state === 'absent');
  return (
    <div className="task-team">
      <span className="task-team-head">
        <span>{team.agencyName}</span>
        <StateChip tone={stageTone(team.stage)}>{word(`stage.${team.stage}`)}</StateChip>
      </span>
      <span className="secondary">
        {standing
          .map((each) => `${each.name}${each.role === 'lead' ? `（${word('role.lead')}）` : ''}`)
          .join('、')}
        {gone.map((each) => (
          <span key={each.id}>
            {' '}
            <span className="task-gone">{each.name}</span> {word(`member.${each.state}`)}
          </span>
        ))}
      </span>
      {team.withdrawnReason === '' ? null : <span className="secondary">{team.withdrawnReason}</span>}
    </div>
  );
}
