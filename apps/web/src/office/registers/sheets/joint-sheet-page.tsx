/** 联合检查单: published sheets of several agencies merged into one, to look at and to print. */
import './sheets.css';
import {
  composeSheetVersions,
  downloadJointPaper,
  listJurisdictionSheets,
} from '@mingcha/core/registers/sheets/sheet-api.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { SectionList } from './sheet-lines.tsx';

export function JointSheetPage() {
  const say = useText(sheetText);
  const [ids, setIds] = useState<readonly string[]>([]);
  const choices = useApiQuery(listJurisdictionSheets);
  const query = { ids: ids.join(',') };
  const joint = useApiQuery(composeSheetVersions, { query }, { enabled: ids.length > 0 });
  const shown = ids.length > 0 ? joint.data : undefined;
  const shared =
    shown?.sections.flatMap((one) => one.lines).filter((one) => one.agencies.length > 1).length ?? 0;
  return (
    <Page>
      <PageHeader
        title={say('jointSheet')}
        lead={say('jointLead')}
        actions={
          shown === undefined ? undefined : (
            <a
              className={buttonClass({ kind: 'primary' })}
              href={addressOf(downloadJointPaper, { query })}
              download
            >
              {say('paper')}
            </a>
          )
        }
      />
      <Section>
        <ChooseField
          name="sheets"
          label={say('jointChoose')}
          many
          wide
          value={ids}
          onChange={setIds}
          loading={choices.status === 'loading'}
          choices={(choices.data?.rows ?? []).map((row) => ({
            value: row.versionId,
            label: `${row.agency} · ${row.name} · ${say('version', { no: row.version })}`,
          }))}
        />
        <ErrorNotice error={choices.error ?? joint.error} />
      </Section>
      {shown === undefined ? (
        <EmptyState text={say('jointEmpty')} />
      ) : (
        <>
          {shared === 0 ? null : <Notice tone="verified">{say('jointSame', { count: shared })}</Notice>}
          <SectionList sections={shown.sections} />
        </>
      )}
    </Page>
  );
}
