/** Qualification and particulars of an agency as a form. */

import {
  type AgencyProfile,
  type AgencyView,
  agencyProfile,
  qualificationStatuses,
} from '@mingcha/core/registers/organisation/organisation.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { saveAgencyProfile } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { dayOrNull, useSubmit } from './use-org-form.ts';

type Name = keyof AgencyProfile;
type Typed = Readonly<Record<Name, string>>;
const labels = {
  uscc: 'uscc',
  publicUrl: 'publicUrl',
  qualificationStatus: 'qualification',
  qualificationBasis: 'qualificationBasis',
  qualificationAnnouncedOn: 'qualificationAnnouncedOn',
  entrustedBy: 'entrustedBy',
  validFrom: 'validFrom',
} as const satisfies Record<Name, keyof typeof organisationPageText.zh>;

interface ProfileProps {
  readonly agency: AgencyView;
  readonly onClose: () => void;
}

function useProfileForm({ agency, onClose }: ProfileProps) {
  const say = useText(organisationPageText);
  const save = useApiAction(saveAgencyProfile);
  const submit = useSubmit();
  const form = useForm<Typed>({
    uscc: agency.uscc,
    publicUrl: agency.publicUrl,
    qualificationStatus: agency.qualificationStatus,
    qualificationBasis: agency.qualificationBasis,
    qualificationAnnouncedOn: agency.qualificationAnnouncedOn ?? '',
    entrustedBy: agency.entrustedBy,
    validFrom: agency.validFrom ?? '',
  });
  const send = () =>
    submit({
      form,
      schema: agencyProfile,
      label: (name) => say(labels[name as Name]),
      body: (): AgencyProfile => ({
        ...form.values,
        qualificationStatus: form.values.qualificationStatus as AgencyProfile['qualificationStatus'],
        qualificationAnnouncedOn: dayOrNull(form.values.qualificationAnnouncedOn),
        validFrom: dayOrNull(form.values.validFrom),
      }),
      send: (body) => save.run({ params: { id: agency.id }, body }),
      said: () => say('savedProfile'),
      onDone: onClose,
    });
  return { form, send, busy: save.busy };
}

export function ProfileDialog(props: ProfileProps) {
  const { onClose } = props;
  const say = useText(organisationPageText);
  const ui = useUi();
  const { form, send, busy } = useProfileForm(props);
  const field = (name: Name) => ({
    name,
    label: say(labels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  return (
    <Dialog open title={say('editProfile')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={onClose} />}
      >
        <SelectField
          {...field('qualificationStatus')}
          empty={null}
          choices={qualificationStatuses.map((value) => ({ value, label: say(`qualification.${value}`) }))}
        />
        <TextField
          {...field('qualificationBasis')}
          hint={say('qualificationBasisHint')}
          optional
          maxLength={500}
        />
        <DayField {...field('qualificationAnnouncedOn')} optional />
        <TextField {...field('entrustedBy')} hint={say('entrustedHint')} optional maxLength={120} />
        <TextField {...field('uscc')} optional mono maxLength={18} />
        <TextField {...field('publicUrl')} optional maxLength={300} />
        <DayField {...field('validFrom')} optional />
      </Form>
    </Dialog>
  );
}
