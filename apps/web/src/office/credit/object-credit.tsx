/** The credit file in short, on the page of its object. */
import './credit.css';
import { getCreditFile } from '@mingcha/core/credit/credit-api.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function ObjectCredit({ objectId }: { readonly objectId: string }) {
  const say = useText(measurePageText);
  const read = useApiQuery(getCreditFile, { params: { id: objectId } });
  const found = read.data;
  const current = found?.entries.filter((each) => each.removal === null && each.kind !== 'leniency') ?? [];
  const problems = current.filter((each) => each.isProblem).length;
  return (
    <Section
      title={say('fileSection')}
      actions={
        <GoTo to={`/credit-files/${objectId}`} className={buttonClass({ size: 'small' })}>
          {say('fileOpen')}
        </GoTo>
      }
    >
      {found === undefined ? (
        read.error === null ? (
          <Skeleton lines={2} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : (
        <p className="credit-entry-head">
          <StateChip tone={found.isListed ? 'void' : 'neutral'}>
            {say(found.isListed ? 'fileListed' : 'fileNotListed')}
          </StateChip>
          <span>{say('fileLine', { entries: current.length, problems })}</span>
        </p>
      )}
    </Section>
  );
}
