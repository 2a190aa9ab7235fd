/** Words of the page on which the host office's administrators choose the jurisdiction they serve. */
import { catalogue } from './text.ts';

export const hostPageText = catalogue(
  {
    jurisdictions: '辖区',
    lead: '贵单位主办本系统，三名管理员可为每个辖区服务。进入某一辖区后，账号、机关、待确认事项和留痕账本都是那里的；所作操作记入那里的账本。',
    name: '辖区名称',
    divisionCode: '行政区划代码',
    divisionCodeHint: '6 位数字（GB/T 2260），例如 130183。',
    agencies: '机关数',
    state: '状态',
    present: '正在这里',
    home: '本单位所在辖区',
    enter: '进入',
    entered: '已进入：{name}',
    add: '新建辖区',
    addHint: '新建后进入该辖区，再建机关、科室和账号。',
    added: '已新建辖区“{name}”',
  },
  {
    jurisdictions: 'Jurisdictions',
    lead: 'Your office hosts this installation; its three administrators may serve each jurisdiction. In one that you enter, accounts, agencies, approvals and the ledger are those of that place, and what you do stands in its ledger.',
    name: 'Jurisdiction',
    divisionCode: 'Division code',
    divisionCodeHint: '6 digits (GB/T 2260), for example 130183.',
    agencies: 'Agencies',
    state: 'State',
    present: 'You are here',
    home: 'Your own',
    enter: 'Enter',
    entered: 'Entered: {name}',
    add: 'New jurisdiction',
    addHint: 'Enter it afterwards and create agencies, sections and accounts.',
    added: 'Jurisdiction "{name}" created',
  },
);
