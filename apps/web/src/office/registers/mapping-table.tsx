/** The file's columns with title, samples and the field that each feeds. */
import { columnText } from '@mingcha/core/registers/column-text.ts';
import type { ImportDetail } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { columnLetter } from './column-letter.ts';
import type { Chosen } from './mapping.ts';
import type { Words } from './words.ts';

/** Why a column is what it is, and whether that is to be checked. */
export type Why = (column: number) => { readonly text: string; readonly doubtful: boolean };

export interface MappingTableProps {
  readonly one: ImportDetail;
  readonly chosen: Chosen;
  readonly why: Why;
  readonly words: Words;
  readonly onChange: (column: number, field: string) => void;
}

export function MappingTable(props: MappingTableProps) {
  const say = useText(importPageText);
  const heads = ['columnOfFile', 'columnTitle', 'columnSamples', 'columnField', 'columnWhy'] as const;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={props.one.fileName}>
      <table className="table mapping-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.one.table.columns.map((column) => (
            <MappingRow key={column.index} column={column} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shownSamples = 3;

function MappingRow(
  props: MappingTableProps & { readonly column: ImportDetail['table']['columns'][number] },
) {
  const { column, words, one } = props;
  const say = useText(importPageText);
  const word = useText(columnText);
  const field = props.chosen[column.index] ?? '';
  const why = props.why(column.index);
  const letter = columnLetter(column.index);
  return (
    <tr data-mapped={field !== ''}>
      <td className="mono">{letter}</td>
      <td>
        {column.title === '' ? <span className="secondary">{say('columnNoTitle')}</span> : column.title}
      </td>
      <td>
        <span className="mapping-samples">
          {column.samples.slice(0, shownSamples).map((sample, index) => (
            // samples may repeat: their place is their only identity
            <span key={`${index} ${sample}`} title={sample}>
              {sample}
            </span>
          ))}
        </span>
      </td>
      <td>
        <select
          className="input"
          aria-label={say('columnChoice', { column: letter, title: column.title })}
          value={field}
          onChange={(event) => props.onChange(column.index, event.target.value)}
        >
          <option value="">{word('column.ignored')}</option>
          {rosterFields[one.kind].map((each) => (
            <option key={each.field} value={each.field}>
              {words.field(each.field)}
            </option>
          ))}
        </select>
      </td>
      <td>{why.doubtful ? <StateChip tone="warning">{why.text}</StateChip> : why.text}</td>
    </tr>
  );
}
