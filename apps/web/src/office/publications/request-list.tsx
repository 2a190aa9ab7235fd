/** Exemptions and suspensions of one publication with ground, scope, who asked and who decided. */
import type { PublicationDetail, PublicationRequest } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

export function RequestList({ requests }: Pick<PublicationDetail, 'requests'>) {
  const page = useText(publicationPageText);
  if (requests.length === 0) return null;
  return (
    <Section title={page('requestsTitle')}>
      <ol className="publication-steps">
        {requests.map((request) => (
          <li key={request.id}>
            <span className="publication-step-head">
              <strong>
                <RequestWords request={request} />
              </strong>
              <StateChip tone={request.state === 'asked' ? 'warning' : 'neutral'}>
                {page(`request.${request.state}`)}
              </StateChip>
            </span>
            <p>{request.basis}</p>
            {request.note === '' ? null : <p>{request.note}</p>}
            <span className="secondary">
              {page('askedBy')} {request.askedName}
              {'　'}
              <DateText value={request.askedAt} />
            </span>
            {request.decidedName === null ? null : (
              <span className="secondary">
                {page(`request.${request.state}`)} {request.decidedName}
                {'　'}
                <DateText value={request.decidedAt} />
                {request.opinion === '' ? '' : `　${request.opinion}`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What was asked for: kind, ground, and the scope where it is not the whole record. */
export function RequestWords(props: {
  readonly request: Pick<PublicationRequest, 'kind' | 'ground' | 'fields' | 'untilDay'>;
}) {
  const say = useText(publicationDetailText);
  const { kind, ground, fields, untilDay } = props.request;
  const parts = fields === null ? '' : `（${fields.map((field) => say(`field.${field}`)).join('、')}）`;
  const until = untilDay === null ? '' : `　${say('untilDay')} ${untilDay}`;
  return <>{`${say(`kind.${kind}`)}　${say(`ground.${ground}`)}${parts}${until}`}</>;
}
