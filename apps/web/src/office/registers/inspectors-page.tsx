/** 检查人员: inspectors, standing teams, staff without a certificate, and experts as tabs. */
import './registers.css';
import { expertText } from '@mingcha/core/registers/expert-text.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { ExpertsTab } from './experts-tab.tsx';
import { AuxiliaryTab } from './inspectors/auxiliary-tab.tsx';
import { InspectorsTab } from './inspectors-tab.tsx';
import { useMayEdit } from './may-edit.ts';
import { TeamsTab } from './teams-tab.tsx';
import { useSearch } from './use-search.ts';

const tabs = ['inspectors', 'teams', 'auxiliary', 'experts'] as const;

export function InspectorsPage() {
  const say = useText(registerPageText);
  const go = useGo();
  const asked = useSearch('tab');
  const now = tabs.find((tab) => tab === asked) ?? 'inspectors';
  const canEdit = useMayEdit();
  const career = useText(careerPageText);
  const expert = useText(expertText);
  const personnel = useText(personnelPageText);
  const titles = {
    inspectors: say('inspectors'),
    teams: say('teams'),
    auxiliary: career('auxiliary'),
    experts: expert('experts'),
  };
  const actions = (
    <>
      <GoTo to="/training" className={buttonClass()}>
        {career('training')}
      </GoTo>
      <GoTo to="/inspectors/health" className={buttonClass()}>
        {personnel('health')}
      </GoTo>
    </>
  );
  return (
    <Page>
      <PageHeader title={say('inspectors')} lead={say('inspectorsLead')} actions={actions} />
      <Tabs
        label={say('inspectors')}
        tabs={tabs.map((key) => ({ key, title: titles[key] }))}
        now={now}
        onChange={(key) => go(`/inspectors?tab=${key}`)}
      >
        <div className="tab-content">
          {now === 'inspectors' ? <InspectorsTab canEdit={canEdit} /> : null}
          {now === 'teams' ? <TeamsTab canEdit={canEdit} /> : null}
          {now === 'auxiliary' ? <AuxiliaryTab canEdit={canEdit} /> : null}
          {now === 'experts' ? <ExpertsTab canEdit={canEdit} /> : null}
        </div>
      </Tabs>
    </Page>
  );
}
