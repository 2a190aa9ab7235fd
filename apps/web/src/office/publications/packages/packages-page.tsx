/** Publication packages for a portal that stands apart: what went out, how the portal stands, what citizens sent. */
import {
  importIntake,
  listPackages,
  makePackage,
  type PackageView,
} from '@mingcha/core/publications/packages/package-api.ts';
import { packagePageText } from '@mingcha/core/publications/packages/package-page-text.ts';
import { packageText } from '@mingcha/core/publications/packages/package-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { newActionId } from '../../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Figures, Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { FullDialog } from './full-dialog.tsx';
import { PackageList } from './package-list.tsx';

type Standing = z.output<typeof listPackages.response>;

export function PackagesPage() {
  const read = useApiQuery(listPackages, {}, { every: 15_000 });
  if (read.data !== undefined) return <Shown standing={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ standing }: { readonly standing: Standing }) {
  const say = useText(packagePageText);
  const toast = useToast();
  const make = useApiAction(makePackage, [listPackages.id]);
  const [isAsking, setAsking] = useState(false);
  const press = async () => {
    const made = await make.run({ body: { isFull: false, atLeast: null } });
    if (!made.ok) return;
    const { number } = made.value;
    toast(number === null ? say('madeNone') : say('madeNumber', { number }));
  };
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <Button onClick={() => setAsking(true)}>{say('makeFull')}</Button>
            <Button kind="primary" busy={make.busy} onClick={() => void press()}>
              {say('makeChanges')}
            </Button>
          </>
        }
      />
      <ErrorNotice error={make.error} />
      <PortalPart standing={standing} />
      <PackageList rows={standing.rows} hasFolder={standing.folder !== null} />
      <IntakePart intake={standing.intake} />
      <FullDialog open={isAsking} onClose={() => setAsking(false)} />
    </Page>
  );
}

/** The number that the portal should have. */
const newest = (rows: readonly PackageView[]): number => rows[0]?.number ?? 0;

function PortalPart({ standing }: { readonly standing: Standing }) {
  const say = useText(packagePageText);
  const { portal, folder, officeKey, rows } = standing;
  const behind = portal === null ? 0 : newest(rows) - portal.number;
  return (
    <Section title={say('portal')}>
      {portal === null ? <Notice>{say('portalUnknown')}</Notice> : null}
      {behind > 0 ? <Notice tone="warning">{say('portalBehind', { count: behind })}</Notice> : null}
      {portal?.problem == null ? null : <Problem problem={portal.problem} />}
      <PairList
        columns={2}
        pairs={[
          { name: say('portalNumber'), value: portal === null ? '–' : portal.number },
          {
            name: say('portalAsOf'),
            value: portal?.madeAt == null ? '–' : <DateText value={portal.madeAt} form="seconds" />,
          },
          { name: say('folder'), value: folder ?? say('noFolder'), wide: true },
          {
            name: say('officeKey'),
            wide: true,
            value: (
              <span className="package-key">
                <code>{officeKey}</code>
                <CopyButton text={officeKey} />
              </span>
            ),
          },
        ]}
      />
      <p className="secondary">{say('officeKeyHint')}</p>
    </Section>
  );
}

function Problem({ problem }: { readonly problem: NonNullable<NonNullable<Standing['portal']>['problem']> }) {
  const say = useText(packagePageText);
  const words = useText(packageText);
  const { code, data } = problem;
  const text = Object.hasOwn(packageText.zh, code) ? words(code as keyof typeof packageText.zh, data) : code;
  return <Notice tone="error">{say('portalProblem', { problem: text })}</Notice>;
}

type Taken = z.output<typeof importIntake.response>;

function IntakePart({ intake }: { readonly intake: Standing['intake'] }) {
  const say = useText(packagePageText);
  const queries = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const take = async (file: File) => {
    setTaken(null);
    const result = await callApi(importIntake, { body: { actionId: newActionId() }, file });
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    setTaken(result.value);
    await queries.invalidateQueries();
  };
  return (
    <Section title={say('intake')}>
      <p className="secondary">{say('intakeLead')}</p>
      <Figures
        figures={[
          { name: say('intakeSoFar'), value: intake.taken },
          { name: say('intakeRefused'), value: intake.refused },
        ]}
      />
      <PairList
        pairs={[
          {
            name: say('intakeLast'),
            value: intake.lastAt === null ? say('never') : <DateText value={intake.lastAt} form="seconds" />,
          },
        ]}
      />
      <UploadBox
        name="file"
        label={say('intakeFile')}
        accept={['.jsonl']}
        maxBytes={256 * 1024 * 1024}
        onFile={(file) => void take(file)}
      />
      <ErrorNotice error={error} />
      {taken === null ? null : (
        <Notice tone={taken.refused + taken.unreadable > 0 ? 'warning' : 'verified'}>
          {say('intakeTaken', { ...taken })}
        </Notice>
      )}
    </Section>
  );
}
