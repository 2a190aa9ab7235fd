/** The last screen: print the record, let those present sign it, file the scan. */
import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Icon } from '../../../shared/ui/icons.tsx';
import { useStanding } from '../task/next-step.tsx';
import { PaperLinks } from '../task/record-tab.tsx';
import { SignedRecordUpload } from '../upload.tsx';
import type { StepProps } from './ceremony-page.tsx';

export function RecordStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const { draw } = props;
  const { leads } = useStanding(draw);
  return (
    <ol className="ceremony-record">
      <li>
        <h2>{say('record.print')}</h2>
        <p className="secondary">{say('record.printText')}</p>
        {draw.objects === null ? (
          <p className="secondary">{say('namesOthers')}</p>
        ) : (
          <PaperLinks draw={draw} primary={draw.recordSha256 === null} />
        )}
      </li>
      <li>
        <h2>{say('record.sign')}</h2>
        <p className="secondary">{say('record.signText')}</p>
      </li>
      <li>
        <h2>{say('record.file')}</h2>
        {draw.recordSha256 !== null ? (
          <p className="ceremony-done">
            <Icon name="check" size={28} />
            {say('record.filed')}
          </p>
        ) : leads ? (
          <SignedRecordUpload drawId={draw.id} />
        ) : (
          <p className="secondary">{say('record.fileOthers')}</p>
        )}
      </li>
    </ol>
  );
}
