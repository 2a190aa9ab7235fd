/** What this version changed against the one before it, line by line. */
import type { SheetDetail } from '@mingcha/core/registers/sheets/sheet.ts';
import { getSheetVersion } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { type SheetDifference, sheetDifferences } from '@mingcha/core/registers/sheets/sheet-compose.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';

const tones = { added: 'verified', removed: 'void', changed: 'warning' } as const;

export function SheetDifferences({ sheet }: { readonly sheet: SheetDetail }) {
  const say = useText(sheetText);
  const before = sheet.versions.find((one) => one.no < sheet.no);
  if (before === undefined)
    return (
      <Section>
        <p>{say('firstVersion')}</p>
      </Section>
    );
  return <Against sheet={sheet} beforeId={before.id} />;
}

function Against(props: { readonly sheet: SheetDetail; readonly beforeId: string }) {
  const say = useText(sheetText);
  const before = useApiQuery(getSheetVersion, { params: { id: props.beforeId } });
  if (before.status === 'loading') return <Skeleton lines={4} />;
  if (before.data === undefined) return <ErrorState error={before.error} onRetry={before.reload} />;
  const rows = sheetDifferences(before.data.content, props.sheet.content);
  return (
    <Section>
      {rows.length === 0 ? (
        <p>{say('noDifference')}</p>
      ) : (
        <ul className="sheet-differences">
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const named = [
  'section',
  'requirement',
  'method',
  'criterion',
  'evidence',
  'answer',
  'unit',
  'choices',
] as const;
const furtherNames = {
  bases: 'basis',
  askedWhen: 'askedWhen',
  notApplicable: 'notApplicable',
  findings: 'findings',
} as const;

function Row({ row }: { readonly row: SheetDifference }) {
  const say = useText(sheetText);
  const nameOf = (field: string): string => {
    const own = named.find((one) => one === field);
    if (own !== undefined) return say(own);
    return field in furtherNames ? say(furtherNames[field as keyof typeof furtherNames]) : field;
  };
  return (
    <li>
      <StateChip tone={tones[row.change]}>{say(`change.${row.change}`)}</StateChip>
      <span>{row.section}</span>
      {row.change === 'changed' && row.before !== row.after ? <del>{row.before}</del> : null}
      <span>{row.after === '' ? row.before : row.after}</span>
      {row.fields.length === 0 ? null : (
        <span className="sheet-basis">{row.fields.map(nameOf).join('、')}</span>
      )}
    </li>
  );
}
