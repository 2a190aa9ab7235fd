/** When who is told: read by the officers of an agency, set by its head. */
import { readSettings, saveSettings } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { type DeadlineSettings, deadlineSettings } from '@mingcha/core/oversight/deadlines/escalation.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { useSession } from '../../shell/session.tsx';

const steps = ['toSection', 'toHead', 'toOffice'] as const;

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText(deadlineText);
  const found = useApiQuery(readSettings, {});
  const { person } = useSession();
  const { data } = found;
  return (
    <Drawer open title={say('settings')} onClose={onClose}>
      <p className="secondary">{say('settingsLead')}</p>
      {found.error === null ? null : <ErrorState error={found.error} onRetry={found.reload} />}
      {data === undefined ? (
        <Skeleton lines={6} />
      ) : person.roles.includes('agencyHead') ? (
        <SettingsForm key={data.version} data={data} onSaved={onClose} />
      ) : (
        <>
          <PairList
            columns={1}
            pairs={[
              { name: say('before'), value: data.settings.before.join('、') },
              ...steps.map((step) => ({ name: say(step), value: String(data.settings[step]) })),
            ]}
          />
          <p className="secondary">{say('onlyHead')}</p>
        </>
      )}
      {data === undefined ? null : (
        <p className="secondary">
          {data.changedAt === null
            ? say('usual')
            : say('changedBy', { name: data.changedName, day: formatInstant(data.changedAt) })}
        </p>
      )}
    </Drawer>
  );
}

interface Typed {
  readonly before: string;
  readonly toSection: string;
  readonly toHead: string;
  readonly toOffice: string;
}

/** Days are listed with any of the usual separators. */
function readTyped({ before, toSection, toHead, toOffice }: Typed) {
  return deadlineSettings.safeParse({
    before: before
      .split(/[、,，\s]+/)
      .filter((part) => part !== '')
      .map(Number),
    toSection: Number(toSection),
    toHead: Number(toHead),
    toOffice: Number(toOffice),
  });
}

function SettingsForm(props: {
  readonly data: { readonly settings: DeadlineSettings; readonly version: number };
  readonly onSaved: () => void;
}) {
  const say = useText(deadlineText);
  const ui = useUi();
  const toast = useToast();
  const save = useApiAction(saveSettings);
  const { settings, version } = props.data;
  const form = useForm({
    before: settings.before.join('、'),
    toSection: String(settings.toSection),
    toHead: String(settings.toHead),
    toOffice: String(settings.toOffice),
  });
  const send = async () => {
    const checked = readTyped(form.values);
    if (!checked.success) {
      const field = String(checked.error.issues[0]?.path[0] ?? 'before');
      const message = field === 'before' ? say('deadline.before_invalid') : say('deadline.order_invalid');
      return form.setProblems([{ field, message }]);
    }
    const result = await save.run({ body: { version, settings: checked.data } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    props.onSaved();
  };
  return (
    <Form
      problems={form.problems}
      label={say('settings')}
      onSubmit={send}
      actions={
        <>
          <Button onClick={props.onSaved}>{ui('cancel')}</Button>
          <Button kind="primary" type="submit" busy={save.busy}>
            {say('save')}
          </Button>
        </>
      }
    >
      <SettingsFields form={form} />
    </Form>
  );
}

function SettingsFields({ form }: { readonly form: ReturnType<typeof useForm<Typed>> }) {
  const say = useText(deadlineText);
  return (
    <>
      <TextField
        name="before"
        label={say('before')}
        hint={say('beforeHint')}
        short
        unit={say('days')}
        maxLength={20}
        error={form.error('before')}
        value={form.values.before}
        onChange={form.set('before')}
      />
      {steps.map((step) => (
        <TextField
          key={step}
          name={step}
          label={say(step)}
          short
          inputMode="numeric"
          unit={say('days')}
          maxLength={2}
          error={form.error(step)}
          value={form.values[step]}
          onChange={form.set(step)}
        />
      ))}
    </>
  );
}
