/** 导出: the list in each of the layouts in which lists are issued, as xlsx or csv. */

import { itemLayouts } from '@mingcha/core/registers/items/item-layouts-form.ts';
import { exportItemList } from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Popover } from '../../../shared/ui/popover.tsx';

const titles = {
  customary: 'layoutCustomary',
  byUnit: 'layoutByUnit',
  itemsAndSubItems: 'layoutItemsAndSubItems',
  byCategory: 'layoutByCategory',
  joint: 'layoutJoint',
} as const;

export function ListExport(props: { readonly listId: string }) {
  const say = useText(itemPageText);
  return (
    <Popover label={say('exporting')} icon="download">
      <div className="items-export">
        <strong>{say('exportTitle')}</strong>
        <ul className="items-names">
          {itemLayouts.map((layout) => (
            <li key={layout}>
              <span>{say(titles[layout])}</span>
              <span>
                {(['xlsx', 'csv', 'pdf', 'docx'] as const).map((format) => (
                  <a
                    key={format}
                    className={buttonClass({ size: 'small' })}
                    href={addressOf(exportItemList, {
                      params: { id: props.listId },
                      query: { format, layout },
                    })}
                    aria-label={`${say(titles[layout])} ${format}`}
                    download
                  >
                    {format}
                  </a>
                ))}
              </span>
            </li>
          ))}
        </ul>
        <p className="field-hint">{say('exportNote')}</p>
      </div>
    </Popover>
  );
}
