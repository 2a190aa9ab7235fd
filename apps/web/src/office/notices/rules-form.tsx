/** Quiet hours and the hour of the daily summary; others than the administrator read them. */
import { noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import type { z } from 'zod';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { clockMinutes, clockText } from './words.ts';

type Rules = z.output<typeof noticeChannelRoutes.list.response>['rules'];
const names = ['quietFrom', 'quietTo', 'digestAt'] as const;

export function RulesPart({ rules, mayChange }: { readonly rules: Rules; readonly mayChange: boolean }) {
  const say = useText(noticePageText);
  if (mayChange) return <RulesForm key={rules.version} rules={rules} />;
  const pairs = names.map((name) => ({ name: say(name), value: clockText(rules[name]) }));
  return <PairList columns={3} pairs={pairs} />;
}

/** The three times in minutes; null where one is no time of the day. */
function timesOf(values: Readonly<Record<(typeof names)[number], string>>) {
  const quietFrom = clockMinutes(values.quietFrom);
  const quietTo = clockMinutes(values.quietTo);
  const digestAt = clockMinutes(values.digestAt);
  return { quietFrom, quietTo, digestAt };
}

function RulesForm({ rules }: { readonly rules: Rules }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const form = useForm({
    quietFrom: clockText(rules.quietFrom),
    quietTo: clockText(rules.quietTo),
    digestAt: clockText(rules.digestAt),
  });
  const save = useApiAction(noticeChannelRoutes.setRules, [noticeChannelRoutes.list.id]);
  const submit = async () => {
    const { quietFrom, quietTo, digestAt } = timesOf(form.values);
    if (quietFrom === null || quietTo === null || digestAt === null)
      return form.setProblems(
        names
          .filter((name) => clockMinutes(form.values[name]) === null)
          .map((field) => ({ field, message: say('timeWrong') })),
      );
    const body = { quietFrom, quietTo, digestAt, version: rules.version };
    const result = await save.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
  };
  return (
    <Form
      label={say('rules')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" busy={save.busy}>
          {say('save')}
        </Button>
      }
    >
      <p className="secondary">{say('rulesLead')}</p>
      <div className="notice-times">
        {names.map((name) => (
          <TextField
            key={name}
            name={name}
            label={say(name)}
            hint={say('timeHint')}
            short
            maxLength={5}
            value={form.values[name]}
            onChange={form.set(name)}
            error={form.error(name)}
          />
        ))}
      </div>
    </Form>
  );
}
