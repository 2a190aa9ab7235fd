/** The table in each of its states. */
import { useState } from 'react';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { type Column, DataTable, type Order } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, NumberText, StateChip } from '../../shared/ui/values.tsx';
import { Sample } from './sample.tsx';
import { type Firm, firms } from './samples.ts';

const columns: readonly Column<Firm>[] = [
  { key: 'name', title: '单位名称', sort: 'name', width: 220, render: (firm) => firm.name },
  {
    key: 'code',
    title: '统一社会信用代码',
    nowrap: true,
    render: (firm) => <span className="mono">{firm.code}</span>,
  },
  { key: 'kind', title: '类别', nowrap: true, render: (firm) => firm.kind },
  {
    key: 'risk',
    title: '风险等级',
    nowrap: true,
    sort: 'risk',
    render: (firm) => <StateChip tone={firm.risk === '较大' ? 'warning' : 'neutral'}>{firm.risk}</StateChip>,
  },
  { key: 'place', title: '地址', width: 180, render: (firm) => firm.place },
  { key: 'employees', title: '人数', align: 'end', render: (firm) => <NumberText value={firm.employees} /> },
  {
    key: 'checked',
    title: '最近检查',
    nowrap: true,
    render: (firm) => <DateText value={firm.checked} form="short" />,
  },
];
const keyOf = (firm: Firm) => firm.id;
const nameOf = (firm: Firm) => firm.name;
const common = { id: 'gallery', label: '检查对象', columns, rowKey: keyOf, rowName: nameOf };
const failure = { code: 'network.unreachable', status: 0, requestId: null };

export function TableSamples() {
  const paging = usePaging('gallery');
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(['firm-1', 'firm-3']));
  const [order, setOrder] = useState<Order>({ by: 'name', descending: false });
  const [text, setText] = useState('');
  return (
    <Sample name="FilterBar · DataTable">
      <FilterBar
        onSearch={() => {}}
        onReset={() => setText('')}
        more={<SelectField name="f3" label="状态" value="" onChange={() => {}} choices={[]} />}
      >
        <TextField name="f1" label="名称或代码" wide value={text} onChange={setText} />
        <SelectField
          name="f2"
          label="风险等级"
          empty="全部"
          value=""
          onChange={() => {}}
          choices={[{ value: 'a', label: '较大' }]}
        />
      </FilterBar>
      <DataTable
        {...common}
        rows={firms}
        status="ready"
        order={order}
        onOrder={setOrder}
        paging={paging}
        next="x"
        total={1286}
        selection={{ keys, onChange: setKeys }}
        batch={<Button size="small">{'批量停用'}</Button>}
        onOpen={() => {}}
        toolbar={
          <>
            <Button size="small" kind="primary">
              {'新建'}
            </Button>
            <Button size="small">{'导入'}</Button>
            <Button size="small">{'导出'}</Button>
          </>
        }
      />
      <DataTable
        {...common}
        rows={firms.slice(0, 4)}
        status="ready"
        selection={{ keys: picked, onChange: setPicked }}
        batch={<Button size="small">{'批量停用'}</Button>}
      />
      <TableStates />
    </Sample>
  );
}

function TableStates() {
  return (
    <>
      <DataTable {...common} rows={undefined} status="loading" />
      <DataTable
        {...common}
        rows={[]}
        status="ready"
        empty={<EmptyState title="还没有检查对象" text="导入现有的表格即可。" />}
      />
      <DataTable {...common} rows={[]} status="ready" filtered />
      <DataTable {...common} rows={undefined} status="error" error={failure} onRetry={() => {}} />
      <DataTable {...common} rows={undefined} status="forbidden" />
    </>
  );
}
