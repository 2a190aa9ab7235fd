/** Forms: fields, summary of problems, steps, upload, choosing from many. */
import { useState } from 'react';
import { CheckboxGroup, RadioGroup } from '../../shared/forms/choices.tsx';
import { DayField, PasswordField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, StepForm, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { Sample } from './sample.tsx';

const risks = [
  { value: 'high', label: '重大风险' },
  { value: 'mid', label: '较大风险' },
  { value: 'low', label: '一般风险' },
];
const roundings = [
  { value: 'up', label: '进一法', hint: '37 × 15% = 5.55，取 6' },
  { value: 'half', label: '四舍五入', hint: '37 × 15% = 5.55，取 6' },
];
const areas = ['马于镇', '小樵镇', '总十庄镇', '东里庄镇', '槐树镇', '桃园镇'].map((label) => ({
  value: label,
  label,
}));
const problems = [
  { field: 'name', message: '请填写单位名称' },
  { field: 'code', message: '统一社会信用代码应为 18 位，现在是 17 位' },
];
const steps = [
  { key: 'who', title: '对象范围' },
  { key: 'rate', title: '比例与取整' },
  { key: 'team', title: '检查组' },
  { key: 'check', title: '核对' },
];

export function FormSamples() {
  return (
    <>
      <FieldSamples />
      <Uploads />
      <Steps />
    </>
  );
}

function FieldSamples() {
  const form = useForm({
    name: '',
    code: '91130183MA0DEMO12',
    note: '',
  });
  const error = (name: string) => problems.find((problem) => problem.field === name)?.message;
  return (
    <>
      <Sample name="Form · ErrorSummary · fields">
        <Section>
          <Form
            onSubmit={() => {}}
            problems={problems}
            actions={
              <>
                <Button type="submit" kind="primary">
                  {'保存'}
                </Button>
                <Button>{'取消'}</Button>
              </>
            }
          >
            <TextField
              name="name"
              label="单位名称"
              value={form.values.name}
              onChange={form.set('name')}
              error={error('name')}
            />
            <TextField
              name="code"
              label="统一社会信用代码"
              hint="18 位，见营业执照右上角。没有代码的工程、个体户可以不填。"
              mono
              optional
              value={form.values.code}
              onChange={form.set('code')}
              error={error('code')}
            />
            <MoreFields />
            <ChoiceSamples />
            <TextArea
              name="note"
              label="剔除理由"
              warnSecrets
              maxLength={500}
              value={form.values.note}
              onChange={form.set('note')}
            />
          </Form>
        </Section>
      </Sample>
    </>
  );
}

function MoreFields() {
  const form = useForm({ risk: '', day: '2026-12-01', secret: '' });
  return (
    <>
      <SelectField
        name="risk"
        label="风险等级"
        choices={risks}
        value={form.values.risk}
        onChange={form.set('risk')}
      />
      <DayField name="day" label="证照有效期至" value={form.values.day} onChange={form.set('day')} />
      <PasswordField name="secret" label="口令" value={form.values.secret} onChange={form.set('secret')} />
    </>
  );
}

function ChoiceSamples() {
  const [rounding, setRounding] = useState('up');
  const [chosen, setChosen] = useState<readonly string[]>(['马于镇']);
  const [area, setArea] = useState<readonly string[]>([]);
  return (
    <>
      <RadioGroup
        name="rounding"
        label="取整规则"
        choices={roundings}
        value={rounding}
        onChange={setRounding}
      />
      <CheckboxGroup
        name="areas"
        label="检查区域"
        choices={areas}
        inline
        value={chosen}
        onChange={setChosen}
      />
      <ChooseField
        name="area"
        label="所在乡镇（输入筛选）"
        choices={areas}
        many
        value={area}
        onChange={setArea}
      />
    </>
  );
}

function Steps() {
  const [step, setStep] = useState('rate');
  return (
    <Sample name="StepForm">
      <Section>
        <StepForm
          title="新建抽查任务"
          steps={steps}
          now={step}
          onGo={setStep}
          backAction={<Button icon="left">{'上一步'}</Button>}
          nextAction={<Button kind="primary">{'下一步'}</Button>}
        >
          <TextField
            name="rate"
            label="信用 A 级"
            unit="%"
            short
            inputMode="decimal"
            value="15"
            onChange={() => {}}
          />
        </StepForm>
      </Section>
    </Sample>
  );
}

function Uploads() {
  const limits = { accept: ['.csv', '.xlsx', '.xls'], maxBytes: 50 * 1024 * 1024, onFile: () => {} };
  return (
    <Sample name="UploadBox">
      <UploadBox name="up1" label="检查对象名录" {...limits} />
      <UploadBox
        name="up2"
        label="检查对象名录"
        {...limits}
        fileName="objects-jincheng.csv"
        progress={64}
        onStop={() => {}}
      />
      <UploadBox
        name="up3"
        label="检查对象名录"
        {...limits}
        error="第 1 个工作表是空的，请检查后重新选择文件。"
      />
    </Sample>
  );
}
