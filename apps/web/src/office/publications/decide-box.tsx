/** The head decides an exemption or a suspension that somebody else asked for. */
import {
  decidePublicationRequest,
  type PublicationDetail,
} from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { RequestWords } from './request-list.tsx';

export function DecideBox({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const decide = useApiAction(decidePublicationRequest);
  const form = useForm({ opinion: '' });
  const request = found.requests.find((each) => each.state === 'asked');
  if (request === undefined) return null;
  const send = async (agrees: boolean) => {
    const result = await decide.run({
      params: { id: request.id },
      body: { agrees, opinion: form.values.opinion },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('decided'));
  };
  return (
    <>
      <p>
        <strong>
          <RequestWords request={request} />
        </strong>
      </p>
      <p>
        {say('decideLead', {
          name: request.askedName,
          day: request.askedAt.slice(0, 10),
          kind: say(`kind.${request.kind}`),
        })}
      </p>
      <p>{request.basis}</p>
      {request.note === '' ? null : <p>{request.note}</p>}
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="opinion"
        label={say('opinion')}
        optional
        rows={3}
        maxLength={1000}
        error={form.error('opinion')}
        value={form.values.opinion}
        onChange={form.set('opinion')}
      />
      <div className="button-row">
        <Button busy={decide.busy} onClick={() => void send(false)}>
          {say('disagree')}
        </Button>
        <Button kind="primary" busy={decide.busy} onClick={() => void send(true)}>
          {say('agree')}
        </Button>
      </div>
    </>
  );
}
