/** 检查码 of one inspection as the notice prints it and the phone shows it. */

import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { inspectionCode } from '@mingcha/core/tasks/preparation/visit-code-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { QrCode } from '../../../shared/ui/qr-code.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';

export function CodePart({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(preparationPageText);
  const read = useApiQuery(inspectionCode, { params: { id: inspectionId } });
  return (
    <Section title={say('code')}>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={3} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data === null ? (
        <p className="secondary">{say('codeNone')}</p>
      ) : (
        <div className="prep-code">
          <QrCode text={fullAddress(read.data.url)} label={say('codeScan')} size={160} />
          <p>
            <strong>{say('codeIs', { code: read.data.code })}</strong>
            <br />
            <span className="secondary">{say('codeLead')}</span>
          </p>
        </div>
      )}
    </Section>
  );
}

const fullAddress = (url: string): string => (url.startsWith('/') ? `${window.location.origin}${url}` : url);
