/** Quiet hours and the hour of the daily summary; others than the administrator read them. */
import { noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import type { z } from 'zod';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { type FieldProblem, Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { clockMinutes, clockText } from './words.ts';

type Rules = z.output<typeof noticeChannelRoutes.list.response>['rules'];
const names = ['quietFrom', 'quietTo', 'digestAt'] as const;

export function RulesForm({ rules, mayChange }: { readonly rules: Rules; readonly mayChange: boolean }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const form = useForm({
    quietFrom: clockText(rules.quietFrom),
    quietTo: clockText(rules.quietTo),
    digestAt: clockText(rules.digestAt),
  });
  const save = useApiAction(noticeChannelRoutes.setRules, [noticeChannelRoutes.list.id]);
  if (!mayChange)
    return (
      <PairList
        columns={3}
        pairs={names.map((name) => ({ name: say(name), value: clockText(rules[name]) }))}
      />
    );
  const submit = async () => {
    const { quietFrom, quietTo, digestAt } = form.values;
    const times = {
      quietFrom: clockMinutes(quietFrom),
      quietTo: clockMinutes(quietTo),
      digestAt: clockMinutes(digestAt),
    };
    const wrong: FieldProblem[] = names
      .filter((name) => times[name] === null)
      .map((field) => ({ field, message: say('timeWrong') }));
    if (wrong.length > 0) return form.setProblems(wrong);
    const body = {
      quietFrom: times.quietFrom ?? 0,
      quietTo: times.quietTo ?? 0,
      digestAt: times.digestAt ?? 0,
      version: rules.version,
    };
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
