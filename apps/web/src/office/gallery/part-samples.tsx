/** Headers, buttons, states, notices, dialogs, values. */
import { useState } from 'react';
import { Button, ButtonRow, IconButton } from '../../shared/ui/button.tsx';
import { ConfirmDialog, Drawer } from '../../shared/ui/dialog.tsx';
import { Figures, PageHeader, Section, Tabs } from '../../shared/ui/page.tsx';
import { KeyHint, PrintButton } from '../../shared/ui/small.tsx';
import {
  DonePanel,
  EmptyState,
  ErrorState,
  ForbiddenState,
  Notice,
  Skeleton,
} from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, NumberText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { Sample } from './sample.tsx';

const tabs = [
  { key: 'a', title: '基本情况' },
  { key: 'b', title: '历史检查' },
  { key: 'c', title: '变更记录' },
];
const failure = { code: 'common.unexpected', data: { id: '0193-7f2a' }, status: 500, requestId: '0193-7f2a' };

export function PartSamples() {
  const [tab, setTab] = useState('a');
  return (
    <>
      <Sample name="PageHeader · Figures · Tabs · PairList">
        <PageHeader
          title="民用建筑防空地下室质量安全联合抽查"
          mark={<StateChip tone="accent">{'已封存'}</StateChip>}
          lead="晋城市人民防空办公室牵头，晋城市住房和城乡建设局参与；抽取基数 37，比例 15%。"
          actions={
            <>
              <PrintButton />
              <Button kind="primary">{'开始抽取'}</Button>
            </>
          }
        />
        <Section>
          <Figures
            figures={[
              { name: '抽取基数', value: <NumberText value={37} />, unit: '个' },
              { name: '抽取比例', value: '15%' },
              { name: '精确乘积', value: '5.55' },
              { name: '应抽数量', value: 6, unit: '个' },
            ]}
          />
        </Section>
        <Section title="检查对象" actions={<Button size="small">{'编辑'}</Button>}>
          <Tabs label="检查对象" tabs={tabs} now={tab} onChange={setTab}>
            <PairList
              pairs={[
                { name: '单位名称', value: '晋州市恒源机械加工厂' },
                { name: '信用代码', value: <span className="mono">{'91130183MA0DEMO12X'}</span> },
                { name: '风险等级', value: '较大' },
                { name: '证照有效期', value: <DateText value="2027-03-31" /> },
                { name: '经营地址', value: '河北省石家庄市晋州市马于镇工业路 12 号院内东侧二层', wide: true },
              ]}
            />
          </Tabs>
        </Section>
      </Sample>
      <Buttons />
      <States />
      <Dialogs />
    </>
  );
}

function Buttons() {
  const toast = useToast();
  return (
    <Sample name="Button · StateChip · KeyHint · Toast">
      <ButtonRow>
        <Button kind="primary">{'封存名单'}</Button>
        <Button>{'保存草稿'}</Button>
        <Button kind="danger">{'作废抽取'}</Button>
        <Button kind="quiet">{'展开'}</Button>
        <Button icon="download">{'下载证据包'}</Button>
        <Button disabled>{'不可用'}</Button>
        <Button kind="primary" busy>
          {'正在封存…'}
        </Button>
        <Button size="small">{'小按钮'}</Button>
        <IconButton icon="copy" label="复制" />
        <Button onClick={() => toast('已导入 512 条检查对象')}>{'显示提示'}</Button>
      </ButtonRow>
      <ButtonRow>
        <StateChip>{'起草'}</StateChip>
        <StateChip tone="accent">{'已封存'}</StateChip>
        <StateChip tone="verified">{'核验一致'}</StateChip>
        <StateChip tone="warning">{'人员偏少'}</StateChip>
        <StateChip tone="void">{'已作废'}</StateChip>
        <KeyHint letter="K" />
      </ButtonRow>
    </Sample>
  );
}

function States() {
  return (
    <Sample name="Notice · DonePanel · EmptyState · ErrorState · ForbiddenState · Skeleton">
      <Notice>{'封存以后名单不能再改。请先核对基数和剔除理由。'}</Notice>
      <Notice tone="warning" title="信用 D 级只有 4 个对象">
        {'样本很小，结果容易被猜到。可以与 C 级合并，或改为全数检查。'}
      </Notice>
      <Notice tone="error">{'统一社会信用代码的校验位不对，请对照营业执照核对第 18 位。'}</Notice>
      <Notice tone="verified" title="核验一致">
        {'您的浏览器用公开数据重算了 12 个步骤，结果与公布的完全相同。'}
      </Notice>
      <DonePanel
        done={['导入检查对象 486 个', '更新信用等级 23 个']}
        notDone={[{ text: '第 118 行 晋州市永盛石料厂', because: '与第 52 行信用代码相同' }]}
      />
      <Section>
        <EmptyState
          title="还没有检查对象"
          text="导入现有的表格即可，列名不必按模板。"
          action={<Button kind="primary">{'导入名录'}</Button>}
        />
      </Section>
      <Section>
        <ErrorState error={failure} onRetry={() => {}} />
      </Section>
      <Section>
        <ForbiddenState />
      </Section>
      <Section>
        <Skeleton />
      </Section>
    </Sample>
  );
}

function Dialogs() {
  const [open, setOpen] = useState<'none' | 'confirm' | 'drawer'>('none');
  const close = () => setOpen('none');
  return (
    <Sample name="ConfirmDialog · Drawer">
      <ButtonRow>
        <Button onClick={() => setOpen('confirm')}>{'打开询问'}</Button>
        <Button onClick={() => setOpen('drawer')}>{'打开抽屉'}</Button>
      </ButtonRow>
      <ConfirmDialog
        open={open === 'confirm'}
        question="作废 2026-007 号抽取吗？"
        action="作废抽取"
        danger
        onClose={close}
        onConfirm={close}
      >
        <p>{'作废后不能恢复，记录和理由会一直公开。原已抽中的 6 个对象将列入下一次的必查名单。'}</p>
      </ConfirmDialog>
      <Drawer
        open={open === 'drawer'}
        title="晋州市恒源机械加工厂"
        onClose={close}
        actions={<Button>{'编辑'}</Button>}
      >
        <PairList
          columns={1}
          pairs={[
            { name: '信用代码', value: '91130183MA0DEMO12X' },
            { name: '所属行业', value: '工贸（机械）' },
            { name: '最近检查', value: <DateText value="2026-03-12" /> },
          ]}
        />
      </Drawer>
    </Sample>
  );
}
