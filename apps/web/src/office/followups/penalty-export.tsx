/** The 双公示 file of a time, in a small dialog. */
import { exportPenalties } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { DayField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { dayAt } from '../system/business-day.ts';

export function PenaltyExport() {
  const say = useText(followupPageText);
  const ui = useUi();
  const [open, setOpen] = useState(false);
  const today = dayAt(nowInstant(), 0);
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  return (
    <>
      <Button icon="download" onClick={() => setOpen(true)}>
        {say('exportPenalties')}
      </Button>
      <Dialog
        open={open}
        title={say('exportPenalties')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{ui('cancel')}</Button>
            <a
              className={buttonClass({ kind: 'primary' })}
              href={addressOf(exportPenalties, { query: { from, to, format: 'xlsx' } })}
              onClick={() => setOpen(false)}
            >
              {say('exportGo')}
            </a>
          </>
        }
      >
        <DayField name="exportFrom" label={say('exportFrom')} value={from} onChange={setFrom} />
        <DayField name="exportTo" label={say('exportTo')} value={to} onChange={setTo} />
      </Dialog>
    </>
  );
}
