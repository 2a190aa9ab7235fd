/** 名录核对: differences by kind, each decided once; what was decided stands in the last tab. */
import '../registers.css';
import './objects.css';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import {
  countDifferences,
  type DifferenceKind,
  differenceKinds,
} from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { Decisions } from './decisions.tsx';
import { Differences } from './differences.tsx';

type TabKey = DifferenceKind | 'decided';

export function ReconciliationPage() {
  const say = useText(objectsPageText);
  const counts = useApiQuery(countDifferences).data;
  const [chosen, setChosen] = useState<TabKey | null>(null);
  const now = chosen ?? differenceKinds.find((kind) => (counts?.[kind] ?? 0) > 0) ?? 'unlisted';
  const tabs = [
    ...differenceKinds.map((key) => ({
      key,
      title:
        counts === undefined
          ? say(`kind.${key}`)
          : say('openCount', { name: say(`kind.${key}`), n: formatNumber(counts[key]) }),
    })),
    { key: 'decided', title: say('decisions') },
  ];
  return (
    <Page>
      <PageHeader
        title={say('reconciliation')}
        lead={say('reconciliationLead')}
        actions={
          <GoTo to="/feeds" className={buttonClass()}>
            {say('feeds')}
          </GoTo>
        }
      />
      <Tabs
        label={say('reconciliation')}
        tabs={tabs}
        now={now}
        onChange={(key) =>
          setChosen(key === 'decided' ? key : (differenceKinds.find((one) => one === key) ?? null))
        }
      >
        <div className="tab-content">
          {now === 'decided' ? <Decisions /> : <Differences key={now} kind={now} />}
        </div>
      </Tabs>
    </Page>
  );
}
