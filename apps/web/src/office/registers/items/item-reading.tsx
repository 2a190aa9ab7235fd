/** An item as it stands in a version that cannot be changed. */
import type { ItemDetail } from '@mingcha/core/registers/items/item-list.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { writeRatio } from '@mingcha/core/registers/items/item-values.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { listPublishedSheets } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';

export function ItemReading({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const mayEdit = useMayEdit();
  return (
    <>
      {mayEdit ? (
        <Notice>
          <p>
            {say('readOnly')} <GoTo to="/item-lists">{say('lists')}</GoTo>
          </p>
        </Notice>
      ) : null}
      <What item={item} />
      <Basis item={item} />
      <How item={item} />
      <Support item={item} />
      <Aligned item={item} />
    </>
  );
}

const text = (value: string) => <span className="items-text">{value === '' ? '–' : value}</span>;

function What({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const { fields } = item;
  return (
    <Section title={say('groupWhat')}>
      <PairList
        columns={2}
        pairs={[
          { name: word('field.content'), value: text(fields.content), wide: true },
          { name: word('field.subItems'), value: text(fields.subItems.join('\n')), wide: true },
          { name: word('field.objectsText'), value: text(fields.objectsText), wide: true },
          { name: word('field.subject'), value: text(fields.subject) },
          { name: word('field.sectionId'), value: text(item.sectionName ?? '') },
          { name: word('field.coAgencies'), value: text(fields.coAgencies.join('、')) },
          { name: word('field.remark'), value: text(fields.remark) },
        ]}
      />
    </Section>
  );
}

function Basis({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const { fields } = item;
  return (
    <Section title={say('groupBasis')}>
      <ol className="items-bases">
        {fields.bases.map((basis) => (
          <li key={`${basis.law} ${basis.article} ${basis.text}`}>
            <strong>{basis.law}</strong> {basis.article}
            {basis.text === '' ? null : <p className="items-text secondary">{basis.text}</p>}
          </li>
        ))}
      </ol>
      {fields.bases.length === 0 ? <p>{say('noBasis')}</p> : null}
    </Section>
  );
}

function How({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const { fields } = item;
  return (
    <Section title={say('groupHow')}>
      <PairList
        columns={2}
        pairs={[
          {
            name: word('field.methods'),
            value: text(
              [...fields.methods.map((method) => word(`method.${method}`)), fields.otherMethods]
                .filter((one) => one !== '')
                .join('、'),
            ),
          },
          {
            name: word('field.ratio'),
            value: text(fields.ratioText || writeRatio(fields.ratio) || say('ratioNone')),
          },
          { name: word('field.frequencyText'), value: text(fields.frequencyText) },
          {
            name: word('field.announced'),
            value: text(word(fields.announced ? 'announced.true' : 'announced.false')),
          },
          { name: word('field.qualifications'), value: text(fields.qualifications.join('、')) },
          { name: say('lastUsed'), value: text(item.lastUsedOn ?? say('neverUsed')) },
        ]}
      />
    </Section>
  );
}

function Support({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const { fields } = item;
  const sheets = useApiQuery(listPublishedSheets).data?.rows ?? [];
  const leniency = useApiQuery(listPublishedLeniency).data?.rows ?? [];
  const names = (found: readonly string[]) => (
    <span className="items-text">{found.length === 0 ? '–' : found.join('\n')}</span>
  );
  return (
    <Section title={say('groupSupport')}>
      <PairList
        columns={1}
        pairs={[
          {
            name: word('field.sheetIds'),
            value: names(
              sheets.filter((sheet) => fields.sheetIds.includes(sheet.sheetId)).map((sheet) => sheet.name),
            ),
          },
          {
            name: word('field.leniencyKeys'),
            value: names(
              leniency.filter((one) => fields.leniencyKeys.includes(one.entryKey)).map((one) => one.conduct),
            ),
          },
          { name: word('field.guidance'), value: names(fields.guidance === '' ? [] : [fields.guidance]) },
        ]}
      />
    </Section>
  );
}

function Aligned({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const { alignment } = item;
  if (alignment === null) return null;
  return (
    <Section title={say('alignedWith')}>
      <p>
        {say('alignedText', {
          issuer: alignment.sourceIssuer,
          title: alignment.sourceTitle,
          version: alignment.sourceVersion,
          code: alignment.sourceCode,
          name: alignment.sourceName,
          day: alignment.alignedOn,
        })}
      </p>
      <p>{say('named', { name: say('localChange'), text: alignment.localChange || say('noLocalChange') })}</p>
    </Section>
  );
}
