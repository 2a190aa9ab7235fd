/** 检查人员: inspectors, standing teams and experts as three tabs. */
import './registers.css';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { useGo } from '../shell/navigation.tsx';
import { ExpertsTab } from './experts-tab.tsx';
import { InspectorsTab } from './inspectors-tab.tsx';
import { useMayEdit } from './may-edit.ts';
import { TeamsTab } from './teams-tab.tsx';
import { useSearch } from './use-search.ts';

const tabs = ['inspectors', 'teams', 'experts'] as const;

export function InspectorsPage() {
  const say = useText(registerPageText);
  const go = useGo();
  const asked = useSearch('tab');
  const now = tabs.find((tab) => tab === asked) ?? 'inspectors';
  const canEdit = useMayEdit();
  return (
    <Page>
      <PageHeader title={say('inspectors')} lead={say('inspectorsLead')} />
      <Tabs
        label={say('inspectors')}
        tabs={tabs.map((key) => ({ key, title: say(key) }))}
        now={now}
        onChange={(key) => go(`/inspectors?tab=${key}`)}
      >
        <div className="tab-content">
          {now === 'inspectors' ? <InspectorsTab canEdit={canEdit} /> : null}
          {now === 'teams' ? <TeamsTab canEdit={canEdit} /> : null}
          {now === 'experts' ? <ExpertsTab canEdit={canEdit} /> : null}
        </div>
      </Tabs>
    </Page>
  );
}
