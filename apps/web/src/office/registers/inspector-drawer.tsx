/** One inspector beside the list: all fields, history, change of status. */
import { type InspectorDetail, inspectorStatuses } from '@mingcha/core/registers/inspector.ts';
import { getInspector, inspectorFacets, setInspectorStatus } from '@mingcha/core/registers/inspector-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog, Drawer } from '../../shared/ui/dialog.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, NumberText, PairList } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { useCheck } from './form-problems.ts';
import { History } from './history.tsx';
import { CertificateChip, StatusChip } from './inspector-chips.tsx';
import { AccountTie } from './inspectors/account-tie.tsx';
import { CareerPanel } from './inspectors/career-panel.tsx';
import type { RecordDrawerProps } from './object-drawer.tsx';
import { useWords } from './words.ts';

export function InspectorDrawer(props: RecordDrawerProps) {
  return props.id === null ? null : <OpenDrawer key={props.id} {...props} id={props.id} />;
}

function OpenDrawer(props: RecordDrawerProps & { readonly id: string }) {
  const say = useText(registerPageText);
  const ui = useUi();
  const read = useApiQuery(getInspector, { params: { id: props.id } });
  const [asking, setAsking] = useState(false);
  const inspector = read.data?.id === props.id ? read.data : undefined;
  const actions = (
    <>
      <Button onClick={() => setAsking(true)}>{say('setStatus')}</Button>
      <GoTo to={`/inspectors/${props.id}/edit`} className={buttonClass({ kind: 'primary' })}>
        {ui('edit')}
      </GoTo>
    </>
  );
  return (
    <>
      <Drawer
        open
        title={inspector?.name ?? say('inspectors')}
        onClose={props.onClose}
        {...(props.canEdit && inspector !== undefined ? { actions } : {})}
      >
        {read.error !== null ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : inspector === undefined ? (
          <Skeleton lines={10} />
        ) : (
          <Content inspector={inspector} canEdit={props.canEdit} />
        )}
      </Drawer>
      {inspector === undefined || !asking ? null : (
        <StatusDialog inspector={inspector} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function Content(props: { readonly inspector: InspectorDetail; readonly canEdit: boolean }) {
  const { inspector } = props;
  const sections = useApiQuery(inspectorFacets).data?.sections;
  const words = useWords('inspectors', sections);
  const say = useText(registerPageText);
  const career = useText(careerPageText);
  const pairs = [
    { name: words.field('name'), value: inspector.name },
    { name: words.field('status'), value: <StatusChip status={inspector.status} /> },
    {
      name: words.field('certificateNumber'),
      value: <span className="mono">{inspector.certificateNumber}</span>,
    },
    {
      name: words.field('certificateValidTo'),
      value: <DateText value={inspector.certificateValidTo} />,
    },
    { name: say('field_certificate'), value: <CertificateChip state={inspector.certificateState} /> },
    { name: words.field('agency'), value: inspector.agencyName },
    { name: words.field('sectionId'), value: inspector.sectionName },
    { name: words.field('post'), value: inspector.post },
    { name: career('establishment'), value: career(`est_${inspector.establishment}`) },
    { name: career('level'), value: inspector.level },
    { name: career('postSince'), value: <DateText value={inspector.postSince} /> },
    { name: career('qualifications'), value: inspector.qualifications.join('、') },
    { name: words.field('specialities'), value: inspector.specialities.join('、') },
    { name: words.field('areas'), value: words.value('areas', inspector.areas) },
    { name: say('field_canLead'), value: words.value('canLead', inspector.canLead) },
    {
      name: words.field('yearlyCap'),
      value: inspector.yearlyCap === null ? say('noCap') : <NumberText value={inspector.yearlyCap} />,
    },
    { name: words.field('priorLoad'), value: <NumberText value={inspector.priorLoad} /> },
    { name: career('source'), value: career(`source_${inspector.source}`) },
    { name: say('field_updatedAt'), value: <DateText value={inspector.updatedAt} /> },
  ];
  return (
    <div className="register-record">
      {inspector.status === 'active' || inspector.statusReason === '' ? null : (
        <Notice tone="warning" title={words.word(`status.${inspector.status}`)}>
          <p>
            {inspector.statusReason} <DateText value={inspector.statusOn} />
          </p>
        </Notice>
      )}
      <PairList columns={1} pairs={pairs} />
      <CareerPanel inspectorId={inspector.id} canEdit={props.canEdit} />
      {props.canEdit ? <AccountTie inspectorId={inspector.id} name={inspector.name} /> : null}
      <History revisions={inspector.revisions} words={words} />
    </div>
  );
}

function StatusDialog(props: { readonly inspector: InspectorDetail; readonly onClose: () => void }) {
  const { inspector, onClose } = props;
  const say = useText(registerPageText);
  const toast = useToast();
  const check = useCheck();
  const words = useWords('inspectors');
  const change = useApiAction(setInspectorStatus);
  const form = useForm({ status: '', reason: '' });
  const submit = async () => {
    const problems = check(
      setInspectorStatus.body.pick({ status: true, reason: true }),
      form.values,
      (field) => say(field === 'status' ? 'newStatus' : 'field_reason'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const status = form.values.status as InspectorDetail['status'];
    const result = await change.run({
      params: { id: inspector.id },
      body: { version: inspector.version, status, reason: form.values.reason },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedStatus', { name: inspector.name }));
    onClose();
  };
  return (
    <Dialog open title={say('setStatusQuestion', { name: inspector.name })} onClose={onClose}>
      <p>{say('setStatusText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('setStatus')} busy={change.busy} onClose={onClose} />}
      >
        <SelectField
          name="status"
          label={say('newStatus')}
          error={form.error('status')}
          choices={inspectorStatuses
            .filter((status) => status !== inspector.status)
            .map((value) => ({ value, label: words.word(`status.${value}`) }))}
          value={form.values.status}
          onChange={form.set('status')}
        />
        <TextArea
          name="reason"
          label={say('field_reason')}
          error={form.error('reason')}
          rows={3}
          maxLength={200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
