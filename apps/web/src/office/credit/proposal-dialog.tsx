/** Proposing a listing or changing the proposal before its notice: ground, facts, basis, measures of the list in force. */
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { listingGrounds } from '@mingcha/core/credit/listing.ts';
import { amendListing, type ListingDetail, proposeListing } from '@mingcha/core/credit/listing-api.ts';
import { listingText } from '@mingcha/core/credit/listing-text.ts';
import { measuresNow } from '@mingcha/core/credit/measure-api.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useGo } from '../shell/navigation.tsx';

interface Props {
  readonly objectId: string;
  /** The proposal to change; none for a new one. */
  readonly found?: ListingDetail;
  readonly onClose: () => void;
}
interface Values {
  readonly ground: string;
  readonly facts: string;
  readonly basis: string;
  readonly measureKeys: readonly string[];
}

export function ProposalDialog({ objectId, found, onClose }: Props) {
  const say = useText(creditPageText);
  const go = useGo();
  const propose = useApiAction(proposeListing);
  const amend = useApiAction(amendListing);
  const form = useForm<Values>({
    ground: found?.ground ?? '',
    facts: found?.facts ?? '',
    basis: found?.basis ?? '',
    measureKeys: found?.measures.map((each) => each.key) ?? [],
  });
  const send = async () => {
    const { facts, basis } = form.values;
    // What is missing is said by the schema's own words beside the field.
    const ground = form.values.ground as (typeof listingGrounds)[number];
    const body = { ground, facts, basis, measureKeys: [...form.values.measureKeys] };
    const result =
      found === undefined
        ? await propose.run({ body: { objectId, ...body } })
        : await amend.run({ params: { id: found.id }, body: { version: found.version, ...body } });
    if (!result.ok) return form.refuse(result.error);
    onClose();
    if (found === undefined) go(`/credit-listings/${result.value.id}`);
  };
  return (
    <Dialog open wide title={say(found === undefined ? 'propose' : 'amend')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind="primary" type="submit" busy={propose.busy || amend.busy}>
              {say(found === undefined ? 'propose' : 'save')}
            </Button>
          </>
        }
      >
        <Fields form={form} />
      </Form>
    </Dialog>
  );
}

function Fields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(creditPageText);
  const words = useText(listingText);
  const known = useApiQuery(measuresNow, {});
  const measures = (known.data?.rows ?? []).filter((each) => each.scope === 'listed');
  return (
    <>
      <SelectField
        name="ground"
        label={say('ground')}
        choices={listingGrounds.map((value) => ({ value, label: words(`ground.${value}`) }))}
        error={form.error('ground')}
        value={form.values.ground}
        onChange={form.set('ground')}
      />
      <TextArea
        name="facts"
        label={say('facts')}
        hint={say('factsHint')}
        wide
        rows={5}
        maxLength={3000}
        error={form.error('facts')}
        value={form.values.facts}
        onChange={form.set('facts')}
      />
      <TextField
        name="basis"
        label={say('basis')}
        hint={say('basisHint')}
        wide
        maxLength={500}
        error={form.error('basis')}
        value={form.values.basis}
        onChange={form.set('basis')}
      />
      {measures.length === 0 ? (
        <p className="secondary">{say('noMeasureList')}</p>
      ) : (
        <CheckboxGroup
          name="measureKeys"
          label={say('measures')}
          choices={measures.map((each) => ({
            value: each.key,
            label: each.name,
            hint: say('measureLine', { basis: each.basis, authority: each.authority, term: each.term }),
          }))}
          error={form.error('measureKeys')}
          value={form.values.measureKeys}
          onChange={form.set('measureKeys')}
        />
      )}
    </>
  );
}
