/** Step 4: the seats of a team, agency by agency, and whether the inspectors fill them for every possible draw. */
import { listPartners } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { inspectorFacets } from '@mingcha/core/registers/inspector-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { FieldError, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useSession } from '../../shell/session.tsx';
import { PeopleChoice } from '../people-choice.tsx';
import { Findings, PeoplePreview } from '../preview-parts.tsx';
import { type DraftGroup, type DraftTeam, newKey, newSeats, partnerSeats } from './draft.ts';
import type { StepProps } from './step.ts';
import { isAboutPeople } from './step-strata.tsx';

export function TeamsStep(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  const { person } = useSession();
  const setStaffing = (value: string) => {
    const staffing = value === 'team' ? 'team' : 'person';
    if (staffing === draft.staffing) return;
    // one standing team per agency, or two persons at least: the seats begin anew
    const groups = [
      ...newSeats(person.agency.id, staffing),
      ...draft.participants.flatMap((id) => partnerSeats(id, staffing)),
    ];
    change({ staffing, teams: [{ stratum: '*', groups }] });
  };
  return (
    <div className="draw-fields">
      <RadioGroup
        name="staffing"
        label={say('staffing')}
        inline
        value={draft.staffing}
        choices={[
          { value: 'person', label: say('staffing.person') },
          { value: 'team', label: say('staffing.team') },
        ]}
        onChange={setStaffing}
      />
      <FieldError name="teams" error={props.error('teams')} />
      {draft.teams.map((team, index) => (
        <TeamBox key={team.stratum} {...props} team={team} index={index} />
      ))}
      <OwnTeam {...props} />
      <OwnPeople {...props} />
      <Constraints {...props} />
      <PeopleSection {...props} />
    </div>
  );
}

type TeamProps = StepProps & { readonly team: DraftTeam; readonly index: number };

function TeamBox(props: TeamProps) {
  const say = useText(drawFormText);
  const { draft, team, index } = props;
  const stratum = draft.strata.find((each) => each.code === team.stratum);
  const set = (groups: readonly DraftGroup[]) =>
    props.change({ teams: draft.teams.map((each, at) => (at === index ? { ...each, groups } : each)) });
  const title =
    team.stratum === '*' ? say('teamOfAll') : say('teamOf', { name: stratum?.name ?? team.stratum });
  return (
    <section className="draw-box" aria-label={title}>
      <h3>{title}</h3>
      {team.groups.map((group, at) => (
        <SeatRow
          key={group.key}
          {...props}
          group={group}
          name={`teams.${index}.groups.${at}`}
          onChange={(next) =>
            set(team.groups.flatMap((each, i) => (i === at ? (next === null ? [] : [next]) : [each])))
          }
        />
      ))}
      <div className="button-row">
        {draft.staffing === 'person' ? (
          <Button
            size="small"
            onClick={() => {
              const last = team.groups.at(-1);
              if (last !== undefined) set([...team.groups, { ...last, key: newKey(), lead: false, n: '1' }]);
            }}
          >
            {say('seatAdd')}
          </Button>
        ) : null}
        {team.stratum === '*' ? null : (
          <Button
            size="small"
            kind="quiet"
            onClick={() => props.change({ teams: draft.teams.filter((_, at) => at !== index) })}
          >
            {say('teamRemove')}
          </Button>
        )}
      </div>
    </section>
  );
}

type SeatProps = TeamProps & {
  readonly group: DraftGroup;
  readonly name: string;
  readonly onChange: (next: DraftGroup | null) => void;
};

function SeatRow(props: SeatProps) {
  const say = useText(drawFormText);
  const { draft, group, name, onChange } = props;
  const { person } = useSession();
  const partners = useApiQuery(listPartners).data?.rows ?? [];
  const facets = useApiQuery(inspectorFacets).data;
  const agencies = [person.agency.id, ...draft.participants].map((id) => ({
    value: id,
    label:
      id === person.agency.id
        ? person.agency.name
        : (partners.find((row) => row.agencyId === id)?.name ?? id),
  }));
  const known =
    facets === undefined ? [] : [...facets.specialities, ...facets.qualifications, ...facets.levels];
  const skills = [...new Set([...known, ...group.skills])];
  return (
    <div className="draw-seat">
      <SelectField
        name={`${name}.agencyId`}
        label={say('agency')}
        empty={null}
        value={group.agencyId}
        choices={agencies}
        onChange={(agencyId) => onChange({ ...group, agencyId })}
      />
      <TextField
        name={`${name}.n`}
        label={say(draft.staffing === 'team' ? 'teamsWanted' : 'seatsWanted')}
        short
        inputMode="numeric"
        value={group.n}
        onChange={(n) => onChange({ ...group, n })}
        error={props.error(`${name}.n`)}
      />
      {draft.bySkills ? (
        <ChooseField
          name={`${name}.skills`}
          label={say('skills')}
          optional
          many
          value={group.skills}
          choices={skills.map((skill) => ({ value: skill, label: skill }))}
          onChange={(next) => onChange({ ...group, skills: next })}
        />
      ) : null}
      <SeatMarks {...props} />
    </div>
  );
}

function SeatMarks(props: SeatProps) {
  const say = useText(drawFormText);
  const { draft, group, name, onChange } = props;
  return (
    <div className="draw-seat-marks">
      <Checkbox
        name={`${name}.lead`}
        label={say('leadSeat')}
        checked={group.lead}
        onChange={(lead) => onChange({ ...group, lead })}
      />
      {draft.byArea ? (
        <Checkbox
          name={`${name}.anyArea`}
          label={say('anyArea')}
          checked={group.anyArea}
          onChange={(anyArea) => onChange({ ...group, anyArea })}
        />
      ) : null}
      {props.team.groups.length > 1 ? (
        <Button size="small" kind="quiet" onClick={() => onChange(null)}>
          {say('seatRemove')}
        </Button>
      ) : null}
    </div>
  );
}

/** A stratum may have a team of its own. */
function OwnTeam(props: StepProps) {
  const say = useText(drawFormText);
  const { draft } = props;
  const free = draft.strata.filter((each) => !draft.teams.some((team) => team.stratum === each.code));
  const base = draft.teams.find((team) => team.stratum === '*') ?? draft.teams[0];
  if (draft.strata.length < 2 || free.length === 0 || base === undefined) return null;
  return (
    <SelectField
      name="teams.own"
      label={say('teamOwn')}
      optional
      value=""
      choices={free.map((each) => ({ value: each.code, label: each.name }))}
      onChange={(stratum) => {
        if (stratum === '') return;
        const groups = base.groups.map((group) => ({ ...group, key: newKey() }));
        props.change({ teams: [...draft.teams, { stratum, groups }] });
      }}
    />
  );
}

function OwnPeople(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  const chosen = draft.inspectorIds !== null;
  return (
    <div className="draw-group">
      <RadioGroup
        name="inspectorIds.mode"
        label={say('ownPeople')}
        value={chosen ? 'chosen' : 'all'}
        choices={[
          { value: 'all', label: say('ownPeople.all') },
          { value: 'chosen', label: say('ownPeople.chosen') },
        ]}
        onChange={(value) => change({ inspectorIds: value === 'all' ? null : [] })}
      />
      {draft.inspectorIds === null ? null : (
        <PeopleChoice
          name="inspectorIds"
          value={draft.inspectorIds}
          onChange={(inspectorIds) => change({ inspectorIds })}
          error={props.error('inspectorIds')}
        />
      )}
    </div>
  );
}

function Constraints(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  return (
    <section className="draw-group" aria-label={say('constraints')}>
      <h3>{say('constraints')}</h3>
      <div className="draw-row">
        <Checkbox
          name="constraints.area"
          label={say('byArea')}
          hint={say('byAreaHint')}
          checked={draft.byArea}
          onChange={(byArea) => change({ byArea })}
        />
        <Checkbox
          name="constraints.skills"
          label={say('bySkills')}
          hint={say('bySkillsHint')}
          checked={draft.bySkills}
          onChange={(bySkills) => change({ bySkills })}
        />
        <Checkbox
          name="constraints.workload"
          label={say('byWorkload')}
          hint={say('byWorkloadHint')}
          checked={draft.byWorkload}
          onChange={(byWorkload) => change({ byWorkload })}
        />
      </div>
      <TextField
        name="constraints.maxTasks"
        label={say('maxTasks')}
        hint={say('maxTasksHint')}
        optional
        short
        inputMode="numeric"
        unit={say('unit.households')}
        value={draft.maxTasks}
        onChange={(maxTasks) => change({ maxTasks })}
        error={props.error('constraints.maxTasks')}
      />
    </section>
  );
}

function PeopleSection(props: StepProps) {
  const say = useText(drawFormText);
  const { preview } = props;
  return (
    <Section
      title={say('feasibility')}
      actions={<output className="secondary">{props.previewing ? say('previewing') : ''}</output>}
    >
      {preview === null ? (
        <EmptyState title={say('previewEmpty')} text={say('previewEmptyText')} />
      ) : (
        <div className="draw-findings">
          <PeoplePreview preview={preview} />
          {preview.findings.some((finding) => isAboutPeople(finding.code)) ? (
            <Findings findings={preview.findings.filter((finding) => isAboutPeople(finding.code))} />
          ) : null}
        </div>
      )}
    </Section>
  );
}
