/** One agency: its facts, and its sections, which are added and renamed here. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { organisationRoutes, sectionFields } from '@mingcha/core/common/organisation-api.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { type FormEvent, useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useAgencyWords } from './agency-words.ts';
import type { Agency } from './use-agencies.ts';
import { useCheck } from './use-check.ts';

const reads = [accessRoutes.listAgencies.id];

export function AgencyDrawer(props: {
  readonly agency: Agency | null;
  readonly agencies: readonly Agency[];
  readonly onClose: () => void;
}) {
  const ui = useUi();
  const say = useText(systemPageText);
  const { agency } = props;
  return (
    <Drawer
      open={agency !== null}
      title={agency?.name ?? ''}
      onClose={props.onClose}
      actions={
        agency === null ? null : (
          <>
            <GoTo to={`/organisation/${agency.id}`} className={buttonClass()}>
              {say('agencyHistory')}
            </GoTo>
            <GoTo to={`/agencies/${agency.id}/edit`} className={buttonClass()}>
              {ui('edit')}
            </GoTo>
          </>
        )
      }
    >
      {agency === null ? null : (
        <>
          <Facts agency={agency} agencies={props.agencies} />
          <Sections key={agency.id} agency={agency} />
        </>
      )}
    </Drawer>
  );
}

function Facts(props: { readonly agency: Agency; readonly agencies: readonly Agency[] }) {
  const say = useText(systemPageText);
  const words = useAgencyWords();
  const { agency } = props;
  const parent = props.agencies.find((one) => one.id === agency.parentId);
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('shortName'), value: agency.shortName },
        { name: say('parent'), value: parent?.name ?? say('noParent') },
        { name: say('level'), value: words.level(agency.level) },
        { name: say('kind'), value: words.kind(agency.kind) },
        { name: say('divisionCode'), value: <span className="mono">{agency.divisionCode}</span> },
        { name: say('phone'), value: agency.phone },
        { name: say('complaintPhone'), value: agency.complaintPhone },
        { name: say('email'), value: agency.email },
      ]}
    />
  );
}

function Sections(props: { readonly agency: Agency }) {
  const say = useText(systemPageText);
  const [renaming, setRenaming] = useState<string | null>(null);
  const { sections } = props.agency;
  return (
    <section className="system-part">
      <h3>{say('sections')}</h3>
      {sections.length === 0 ? <p className="secondary">{say('noSections')}</p> : null}
      <ul className="system-lines">
        {sections.map((section) => (
          <li key={section.id}>
            {renaming === section.id ? (
              <RenameSection section={section} onDone={() => setRenaming(null)} />
            ) : (
              <>
                <span>{section.name}</span>
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={say('sectionRenameOf', { name: section.name })}
                  onClick={() => setRenaming(section.id)}
                >
                  {say('sectionRename')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <AddSection agency={props.agency} />
    </section>
  );
}

/** A name that is checked before it travels. */
function useName(initial: string) {
  const say = useText(systemPageText);
  const check = useCheck();
  const form = useForm({ name: initial });
  const checked = (): boolean => {
    const problems = check(sectionFields, form.values, () => say('section'));
    form.setProblems(problems);
    return problems.length === 0;
  };
  return { form, checked };
}

function AddSection(props: { readonly agency: Agency }) {
  const say = useText(systemPageText);
  const toast = useToast();
  const { form, checked } = useName('');
  const action = useApiAction(organisationRoutes.createSection, reads);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!checked()) return;
    const result = await action.run({ params: { id: props.agency.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('sectionAdded', { name: result.value.name }));
    form.replace({ name: '' });
  };
  return (
    <form className="system-inline-form" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="name"
        label={say('sectionNew')}
        maxLength={40}
        value={form.values.name}
        onChange={form.set('name')}
        error={form.error('name') ?? form.error('')}
      />
      <Button type="submit" busy={action.busy}>
        {say('sectionAdd')}
      </Button>
    </form>
  );
}

function RenameSection(props: { readonly section: Agency['sections'][number]; readonly onDone: () => void }) {
  const say = useText(systemPageText);
  const ui = useUi();
  const toast = useToast();
  const { section, onDone } = props;
  const { form, checked } = useName(section.name);
  const action = useApiAction(organisationRoutes.renameSection, reads);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!checked()) return;
    const result = await action.run({ params: { id: section.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('sectionRenamed', { name: result.value.name }));
    onDone();
  };
  return (
    <form className="system-inline-form" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="rename"
        label={say('sectionRenameOf', { name: section.name })}
        maxLength={40}
        value={form.values.name}
        onChange={form.set('name')}
        error={form.error('name') ?? form.error('')}
      />
      <Button type="submit" busy={action.busy}>
        {say('sectionSave')}
      </Button>
      <Button onClick={onDone}>{ui('cancel')}</Button>
    </form>
  );
}
