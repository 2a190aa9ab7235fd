/** The ways by which other systems deliver: the drop folder, and tokens for sending. */
import {
  listFeedTokens,
  machineFeeds,
  makeFeedToken,
  revokeFeedToken,
} from '@mingcha/core/registers/objects/feed-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useState } from 'react';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { ConfirmDialog, Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

export function FeedChannels() {
  const say = useText(objectsPageText);
  const read = useApiQuery(listFeedTokens);
  const revoke = useApiAction(revokeFeedToken);
  const [isNew, setIsNew] = useState(false);
  const [ending, setEnding] = useState<{ id: string; label: string } | null>(null);
  const rows = read.data?.rows ?? [];
  return (
    <Section
      title={say('channels')}
      actions={
        <Button size="small" onClick={() => setIsNew(true)}>
          {say('tokenNew')}
        </Button>
      }
    >
      <div className="register-record">
        <ErrorNotice error={read.error ?? revoke.error} />
        <PairList
          columns={1}
          pairs={[
            { name: say('folder'), value: <code className="feed-token">{read.data?.folder ?? ''}</code> },
          ]}
        />
        <p className="field-hint">{say('folderHint')}</p>
        <h3>{say('tokens')}</h3>
        <p className="field-hint">{say('tokensHint')}</p>
        {rows.length === 0 ? <p className="secondary">{say('noTokens')}</p> : null}
        <Tokens rows={rows} onEnd={setEnding} />
      </div>
      {isNew ? <TokenDialog onClose={() => setIsNew(false)} /> : null}
      {ending === null ? null : (
        <ConfirmDialog
          open
          question={say('tokenQuestion', { label: ending.label })}
          action={say('tokenRevoke')}
          danger
          busy={revoke.busy}
          onClose={() => setEnding(null)}
          onConfirm={() =>
            void revoke.run({ params: { id: ending.id }, body: {} }).then(() => setEnding(null))
          }
        >
          <p>{say('tokenText')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

type Token = z.output<typeof listFeedTokens.response>['rows'][number];

function Tokens(props: { readonly rows: readonly Token[]; readonly onEnd: (token: Token) => void }) {
  const say = useText(objectsPageText);
  const { rows } = props;
  return (
    <ul className="file-list">
      {rows.map((one) => (
        <li key={one.id}>
          <strong>{one.label}</strong>
          <span>{say(`feed.${one.kind}`)}</span>
          <span className="secondary">
            {say('tokenUsed')} {one.usedAt === null ? say('tokenNever') : <DateText value={one.usedAt} />}
          </span>
          {one.revokedAt === null ? (
            <Button size="small" kind="quiet" onClick={() => props.onEnd(one)}>
              {say('tokenRevoke')}
            </Button>
          ) : (
            <StateChip>{say('tokenRevoked')}</StateChip>
          )}
        </li>
      ))}
    </ul>
  );
}

function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText(objectsPageText);
  const ui = useUi();
  const check = useCheck();
  const make = useApiAction(makeFeedToken);
  const [token, setToken] = useState<string | null>(null);
  const form = useForm({ kind: 'licences' as string, label: '' });
  const submit = async () => {
    const body = {
      kind: machineFeeds.find((one) => one === form.values.kind) ?? 'licences',
      label: form.values.label,
    };
    const problems = check(makeFeedToken.body.omit({ actionId: true }), body, () => say('tokenLabel'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await make.run({ body });
    if (!result.ok) return form.refuse(result.error);
    setToken(result.value.token);
  };
  return (
    <Dialog open title={say('tokenNew')} onClose={onClose}>
      {token === null ? (
        <Form
          onSubmit={submit}
          problems={form.problems}
          actions={<DialogButtons verb={say('tokenNew')} busy={make.busy} onClose={onClose} />}
        >
          <SelectField
            name="kind"
            label={say('feedKind')}
            empty={null}
            choices={machineFeeds.map((value) => ({ value, label: say(`feed.${value}`) }))}
            value={form.values.kind}
            onChange={form.set('kind')}
          />
          <TextField
            name="label"
            label={say('tokenLabel')}
            hint={say('tokenLabelHint')}
            error={form.error('label')}
            maxLength={100}
            value={form.values.label}
            onChange={form.set('label')}
          />
        </Form>
      ) : (
        <>
          <Notice tone="warning" title={say('tokenOnce')}>
            <p>
              <code className="feed-token">{token}</code>
            </p>
          </Notice>
          <ButtonRow>
            <CopyButton text={token} />
            <Button onClick={onClose}>{ui('close')}</Button>
          </ButtonRow>
        </>
      )}
    </Dialog>
  );
}
