/** 备份与恢复: how old the last backup and drill are, what is wrong, the list, the settings, and the two buttons. */
import '../system.css';
import './backups.css';
import { gravestAlarms } from '@mingcha/core/common/backup.ts';
import { type BackupOverview, backupRoutes } from '@mingcha/core/common/backup-api.ts';
import { backupPageText } from '@mingcha/core/common/backup-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatSize } from '../../../shared/format.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Figures, Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { BackupTable, DrillTable } from './backup-tables.tsx';

type Words = Say<keyof typeof backupPageText.zh>;

export function BackupsPage() {
  const say = useText(backupPageText);
  const [isAsked, setAsked] = useState(false);
  const found = useApiQuery(backupRoutes.overview, {}, isAsked ? { every: 3000 } : {});
  const { data } = found;
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={data?.mayStart === true ? <Buttons say={say} onAsked={() => setAsked(true)} /> : null}
      />
      {found.status === 'error' ? <ErrorState error={found.error} onRetry={found.reload} /> : null}
      {found.status === 'loading' ? <Skeleton lines={6} /> : null}
      {data === undefined ? null : <Overview data={data} say={say} />}
    </Page>
  );
}

function Overview({ data, say }: { readonly data: BackupOverview; readonly say: Words }) {
  const { settings } = data;
  const free = settings.freeBytes === null ? say('notSet') : formatSize(settings.freeBytes);
  return (
    <>
      {data.mayStart ? null : <Notice>{say('onlyHost')}</Notice>}
      <Figures
        figures={[
          { name: say('lastBackup'), value: ageOf(say, data.lastAgeMs) },
          { name: say('lastDrill'), value: ageOf(say, data.drillAgeMs) },
          { name: say('free'), value: free },
        ]}
      />
      <Alarms data={data} say={say} />
      <Section title={say('backups')} flush>
        <BackupTable rows={data.backups} />
      </Section>
      <Section title={say('drills')} flush>
        <DrillTable rows={data.drills} />
      </Section>
      <Settings settings={settings} say={say} />
    </>
  );
}

function Buttons({ say, onAsked }: { readonly say: Words; readonly onAsked: () => void }) {
  const toast = useToast();
  const backup = useApiAction(backupRoutes.start, [backupRoutes.overview.id]);
  const drill = useApiAction(backupRoutes.startDrill, [backupRoutes.overview.id]);
  const press = async (action: typeof backup, told: string) => {
    const done = await action.run({ body: {} });
    if (!done.ok) return;
    toast(told);
    onAsked();
  };
  return (
    <div className="backup-buttons">
      <ButtonRow>
        <Button busy={drill.busy} onClick={() => void press(drill, say('drillStarted'))}>
          {say('drillNow')}
        </Button>
        <Button kind="primary" busy={backup.busy} onClick={() => void press(backup, say('backupStarted'))}>
          {say('backUpNow')}
        </Button>
      </ButtonRow>
      <ErrorNotice error={backup.error ?? drill.error} />
    </div>
  );
}

function Alarms({ data, say }: { readonly data: BackupOverview; readonly say: Words }) {
  if (data.alarms.length === 0) return <Notice tone="verified">{say('calm')}</Notice>;
  const isGrave = data.alarms.some((one) => gravestAlarms.includes(one));
  return (
    <Notice tone={isGrave ? 'error' : 'warning'} title={say('alarms')}>
      <ul className="backup-alarms">
        {data.alarms.map((alarm) => (
          <li key={alarm}>{say(`alarm.${alarm}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Settings({ settings, say }: { readonly settings: BackupOverview['settings']; readonly say: Words }) {
  const { hour, everyMinutes } = settings;
  const night = hour === null ? say('noNight') : say('nightAt', { hour });
  const every = everyMinutes === null ? say('noEvery') : say('every', { n: everyMinutes });
  return (
    <Section title={say('settings')}>
      <p className="secondary">{say('settingsLead')}</p>
      <PairList
        pairs={[
          {
            name: say('folder'),
            value: <Place path={settings.folder} setting="MINGCHA_BACKUP" />,
            wide: true,
          },
          {
            name: say('secondFolder'),
            value: <Place path={settings.second ?? say('notSet')} setting="MINGCHA_BACKUP_SECOND" />,
            wide: true,
          },
          {
            name: say('schedule'),
            value: (
              <Place path={`${night}；${every}`} setting="MINGCHA_BACKUP_HOUR, MINGCHA_BACKUP_MINUTES" />
            ),
            wide: true,
          },
          {
            name: say('recipient'),
            value: (
              <Place
                path={say(settings.hasRecipient ? 'recipientSet' : 'recipientNone')}
                setting="MINGCHA_BACKUP_RECIPIENT"
              />
            ),
            wide: true,
          },
          { name: say('retention'), value: say('retentionText'), wide: true },
        ]}
      />
    </Section>
  );
}

function Place({ path, setting }: { readonly path: string; readonly setting: string }) {
  return (
    <span className="backup-place">
      <span>{path}</span>
      <span className="secondary mono">{setting}</span>
    </span>
  );
}

const minute = 60_000;

function ageOf(say: Words, ms: number | null): string {
  if (ms === null) return say('never');
  if (ms < 120 * minute) return say('ageMinutes', { n: Math.floor(ms / minute) });
  const hours = Math.floor(ms / (60 * minute));
  return hours < 48 ? say('ageHours', { n: hours }) : say('ageDays', { n: Math.floor(hours / 24) });
}
