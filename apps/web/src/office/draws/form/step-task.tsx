/** Step 1: what is drawn, when, and with whom. The title is made from the data and cannot be typed. */
import { listPartners } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawTitle } from '@mingcha/core/draws/draw-task.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useSession } from '../../shell/session.tsx';
import { partnerSeats } from './draft.ts';
import { OriginFields } from './origin-fields.tsx';
import type { StepProps } from './step.ts';

export function useGeneratedTitle(props: Pick<StepProps, 'draft'>): string {
  const { locale } = useLocale();
  const { person } = useSession();
  const { draft } = props;
  return drawTitle({
    agencyName: person.agency.name,
    series: Number(draft.series) || 0,
    itemName: draft.itemName.trim() === '' ? '……' : draft.itemName.trim(),
    scene: draft.origin.kind === 'plan' ? draft.scene : '',
    joint: draft.participants.length > 0,
  })[locale];
}

export function TaskStep(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change, error } = props;
  const title = useGeneratedTitle(props);
  const text = (name: 'place' | 'series' | 'meetsAt') => ({
    value: draft[name],
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <div className="draw-fields">
      <p className="draw-title-preview">
        <span className="secondary">{say('titleMade')}</span>
        <strong>{title}</strong>
      </p>
      <OriginFields {...props} />
      {draft.origin.kind === 'plan' ? null : (
        <div className="draw-row">
          <TextField
            name="series"
            label={say('series')}
            short
            inputMode="numeric"
            unit={say('unit.year')}
            error={error('series')}
            {...text('series')}
          />
        </div>
      )}
      <WindowFields {...props} />
      <div className="draw-row">
        <TextField name="place" label={say('place')} optional maxLength={80} {...text('place')} />
        <TextField
          name="meetsAt"
          label={say('meetsAt')}
          type="datetime-local"
          optional
          {...text('meetsAt')}
        />
      </div>
      <Participants {...props} />
    </div>
  );
}

function WindowFields(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change, error } = props;
  return (
    <div className="draw-row">
      <DayField
        name="window.from"
        label={say('from')}
        value={draft.from}
        onChange={(from) => change({ from })}
        error={error('window.from')}
      />
      <DayField
        name="window.to"
        label={say('to')}
        value={draft.to}
        // the release follows the end of the window until somebody chooses another moment
        onChange={(to) =>
          change(draft.releaseAt === `${draft.to}T18:00` ? { to, releaseAt: `${to}T18:00` } : { to })
        }
        error={error('window.to')}
      />
    </div>
  );
}

/** Each agency that takes part gets its seats at once, and loses them when it is removed. */
function Participants(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  const partners = useApiQuery(listPartners).data?.rows.filter((row) => !row.own) ?? [];
  const choose = (participants: readonly string[]) => {
    const added = participants.filter((id) => !draft.participants.includes(id));
    const removed = draft.participants.filter((id) => !participants.includes(id));
    const teams = draft.teams.map((team) => ({
      ...team,
      groups: [
        ...team.groups.filter((group) => !removed.includes(group.agencyId)),
        ...added.flatMap((id) => partnerSeats(id, draft.staffing)),
      ],
    }));
    change({ participants, teams });
  };
  const shared = {
    name: 'participants',
    label: say('participants'),
    hint: say('participantsHint'),
    optional: true,
    value: draft.participants,
    choices: partners.map((row) => ({ value: row.agencyId, label: row.name })),
    error: props.error('participants'),
    onChange: choose,
  };
  if (partners.length === 0) return <p className="secondary">{say('noPartners')}</p>;
  return partners.length <= 8 ? <CheckboxGroup {...shared} /> : <ChooseField {...shared} many />;
}
