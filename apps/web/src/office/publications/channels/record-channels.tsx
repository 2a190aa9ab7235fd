/** Where one record stands on every channel; a part of the page of a publication. */
import './channels.css';
import { recordChannels } from '@mingcha/core/publications/channels/channel-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { DeliveryChip, DeliveryDetail } from './channel-words.tsx';

export function RecordChannels({ publicationId }: { readonly publicationId: string }) {
  const say = useText(channelPageText);
  const read = useApiQuery(recordChannels, { params: { id: publicationId } });
  const { data } = read;
  return (
    <Section title={say('recordTitle')}>
      {read.status === 'loading' ? <Skeleton lines={4} /> : null}
      {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {data === undefined ? null : (
        <ul className="channel-list">
          <li>
            <span className="channel-head">
              <span>{say('kind.portal')}</span>
              <StateChip tone={data.portal === 'public' ? 'verified' : 'neutral'}>
                {say(`portal.${data.portal}`)}
              </StateChip>
            </span>
          </li>
          {data.rows.map((row) => (
            <li key={row.kind}>
              <span className="channel-head">
                <GoTo to={`/publication-channels/${row.kind}`}>{say(`kind.${row.kind}`)}</GoTo>
                {row.now === null ? (
                  <StateChip>
                    {say(
                      row.absence !== null ? 'notApplicable' : row.mode === 'off' ? 'mode.off' : 'notInLine',
                    )}
                  </StateChip>
                ) : (
                  <DeliveryChip row={row.now} />
                )}
              </span>
              {row.absence === null ? null : (
                <span className="secondary">{say(`absence.${row.absence}`)}</span>
              )}
              {row.now === null ? null : (
                <span className="secondary">
                  <DeliveryDetail row={row.now} />
                </span>
              )}
              {row.acceptedVersion === null || row.now?.state === 'accepted' ? null : (
                <span className="secondary">{say('acceptedVersion', { version: row.acceptedVersion })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
