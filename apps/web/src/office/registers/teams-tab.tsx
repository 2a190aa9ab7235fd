/** 固定检查小组: teams that enter a draw as one. */
import { listTeams, saveTeam } from '@mingcha/core/registers/inspector-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { type Choice, SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { useCheck } from './form-problems.ts';
import type { TabProps } from './inspectors-tab.tsx';
import { useFoundInspectors, withChosen } from './use-found.ts';
import { useWords } from './words.ts';

type Team = z.output<typeof listTeams.response>['rows'][number];

export function TeamsTab({ canEdit }: TabProps) {
  const say = useText(registerPageText);
  const list = useApiQuery(listTeams);
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  const columns = useColumns();
  const add = (
    <Button size="small" onClick={() => setEdited('new')}>
      {say('teamNew')}
    </Button>
  );
  return (
    <>
      <DataTable
        id="teams"
        label={say('teams')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        {...(canEdit ? { onOpen: setEdited, toolbar: add } : {})}
        empty={
          <EmptyState
            title={say('emptyTeams')}
            text={say('emptyTeamsText')}
            {...(canEdit
              ? {
                  action: (
                    <Button kind="primary" onClick={() => setEdited('new')}>
                      {say('teamNew')}
                    </Button>
                  ),
                }
              : {})}
          />
        }
      />
      {edited === null ? null : (
        <TeamDialog
          key={edited === 'new' ? 'new' : edited.id}
          team={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const keyOf = (row: Team) => row.id;
const nameOf = (row: Team) => row.name;

function useColumns(): readonly Column<Team>[] {
  const say = useText(registerPageText);
  const words = useWords('objects');
  return useMemo(
    () => [
      { key: 'name', title: say('field_teamName'), nowrap: true, render: (row) => row.name },
      {
        key: 'members',
        title: say('field_members'),
        render: (row) => row.members.map((member) => member.name).join('、'),
      },
      {
        key: 'status',
        title: words.field('status'),
        nowrap: true,
        render: (row) => <StateChip>{words.word(`status.${row.status}`)}</StateChip>,
      },
    ],
    [say, words],
  );
}

function useTeamForm(team: Team | null, onDone: () => void) {
  const say = useText(registerPageText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveTeam);
  const form = useForm({
    name: team?.name ?? '',
    memberIds: (team?.members ?? []).map((member) => member.id) as readonly string[],
    status: (team?.status ?? 'active') as string,
  });
  const submit = async () => {
    const { name, memberIds, status } = form.values;
    const body = {
      ...(team === null ? {} : { id: team.id }),
      name,
      memberIds: [...memberIds],
      status: status as Team['status'],
    };
    const problems = check(saveTeam.body.omit({ actionId: true }), body, (field) =>
      say(field === 'name' ? 'field_teamName' : 'field_members'),
    ).map((problem) =>
      problem.field === 'memberIds' ? { ...problem, message: say('teamMembersHint') } : problem,
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedTeam', { name }));
    onDone();
  };
  return { form, submit, busy: save.busy };
}

function TeamDialog(props: { readonly team: Team | null; readonly onClose: () => void }) {
  const { team, onClose } = props;
  const say = useText(registerPageText);
  const ui = useUi();
  const words = useWords('objects');
  const { form, submit, busy } = useTeamForm(team, onClose);
  return (
    <Dialog open title={say(team === null ? 'teamNew' : 'teamEdit')} onClose={onClose}>
      <p className="secondary">{say('teamsHint')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={onClose} />}
      >
        <TextField
          name="name"
          label={say('field_teamName')}
          error={form.error('name')}
          maxLength={60}
          value={form.values.name}
          onChange={form.set('name')}
        />
        <MembersField
          team={team}
          value={form.values.memberIds}
          error={form.error('memberIds')}
          onChange={form.set('memberIds')}
        />
        {team === null ? null : (
          <SelectField
            name="status"
            label={words.field('status')}
            empty={null}
            choices={(['active', 'inactive'] as const).map((value) => ({
              value,
              label: words.word(`status.${value}`),
            }))}
            value={form.values.status}
            onChange={form.set('status')}
          />
        )}
      </Form>
    </Dialog>
  );
}

function MembersField(props: {
  readonly team: Team | null;
  readonly value: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const say = useText(registerPageText);
  const found = useFoundInspectors(true);
  const [named, setNamed] = useState<readonly Choice[]>(() =>
    (props.team?.members ?? []).map((member) => ({ value: member.id, label: member.name })),
  );
  const choices = withChosen(found.choices, named);
  return (
    <ChooseField
      name="memberIds"
      label={say('field_members')}
      hint={say('teamMembersHint')}
      error={props.error}
      many
      choices={choices}
      value={props.value}
      onChange={(ids) => {
        setNamed(choices.filter((choice) => ids.includes(choice.value)));
        props.onChange(ids);
      }}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}
