/** After a crash: 发现未完成的检查，继续？ with the time and the page. Asked only when the visit was not left in order. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import type { FieldSession } from '../session.ts';
import { closeVisit, keepOpen, type OpenVisit, openVisit } from '../store/open-visit.ts';

export function RecoverDialog(props: { readonly session: FieldSession }) {
  const { kept } = props.session;
  const say = useText(phoneText);
  const go = useGo();
  const [found, setFound] = useState<OpenVisit | null>(() =>
    isFirst(props.session) ? openVisit(kept) : null,
  );
  useEffect(() => closeVisit(kept), [kept]);
  const visit = found === null ? undefined : kept.now().visits.get(found.visit);
  const over = kept.now().records.some((record) => record.visit === found?.visit && record.kind === 'finish');
  const close = () => setFound(null);
  const goOn = () => {
    if (found === null) return;
    // It is open again: after one more crash the phone must offer it once more, whether or not anything was written.
    keepOpen(kept, found);
    go(found.path);
  };
  return (
    <Dialog
      open={found !== null && visit !== undefined && !over}
      title={say('recover')}
      onClose={close}
      actions={
        <>
          <Button size="large" wide onClick={close}>
            {say('recoverLater')}
          </Button>
          <Button kind="primary" size="large" wide onClick={goOn}>
            {say('recoverGo')}
          </Button>
        </>
      }
    >
      <p>
        {say('recoverText', {
          name: visit?.object.name ?? '',
          at: found === null ? '' : formatInstant(found.at),
        })}
      </p>
    </Dialog>
  );
}

const asked = new WeakSet<FieldSession>();

/** The first page after opening asks, later visits to it do not: then somebody came back in order. */
function isFirst(session: FieldSession): boolean {
  if (asked.has(session)) return false;
  asked.add(session);
  return true;
}
