/** 人员培训: courses, records, hours of the year, training on check sheets, question banks. */
import '../registers.css';
import './training.css';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { TrainingRecords } from '../inspectors/training-records.tsx';
import { useHasRole, useMayEdit } from '../may-edit.ts';
import { BanksTab } from './banks-tab.tsx';
import { CoursesTab } from './courses-tab.tsx';
import { CoverageTab } from './coverage-tab.tsx';
import { HoursTab } from './hours-tab.tsx';

const tabs = ['courses', 'records', 'hours', 'sheets', 'banks'] as const;
type Tab = (typeof tabs)[number];
const parts: Readonly<Record<Tab, () => React.ReactNode>> = {
  courses: CoursesTab,
  records: TrainingRecords,
  hours: HoursTab,
  sheets: CoverageTab,
  banks: BanksTab,
};

export function TrainingHome() {
  const say = useText(trainingPageText);
  const mayEdit = useMayEdit();
  const reads = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
  const shown = reads ? tabs.filter((tab) => tab !== 'banks' || mayEdit) : (['hours'] as const);
  const [tab, setTab] = useState<Tab>(shown[0] ?? 'hours');
  const Part = parts[tab];
  const action = (
    <GoTo to="/training/courses/new" className={buttonClass({ kind: 'primary' })}>
      {say('courseNew')}
    </GoTo>
  );
  return (
    <Page>
      <PageHeader
        title={say('training')}
        lead={say('trainingLead')}
        {...(mayEdit && tab === 'courses' ? { actions: action } : {})}
      />
      <Tabs
        label={say('training')}
        tabs={shown.map((key) => ({ key, title: say(`tab.${key}`) }))}
        now={tab}
        onChange={(key) => setTab(tabs.find((each) => each === key) ?? 'courses')}
      >
        <div className="training-tab">
          <Part />
        </div>
      </Tabs>
    </Page>
  );
}
