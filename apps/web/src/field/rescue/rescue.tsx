/** 导出: what is not uploaded goes into a sealed file that the section brings in on a computer; nothing leaves the phone by it. */
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import type { FieldSession } from '../session.ts';
import { rescueFile } from './rescue-file.ts';

export function Rescue(props: { readonly session: FieldSession }) {
  const say = useText(phoneText);
  const [done, setDone] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const made = await rescueFile(props.session.kept);
    setBusy(false);
    if (made.count === 0) return setDone(say('rescueNone'));
    save(made.name, made.blob);
    setDone(say('rescueDone', { n: made.count, name: made.name }));
  };
  return (
    <section className="rescue">
      <h2>{say('rescue')}</h2>
      <p className="secondary">{say('rescueText')}</p>
      <Button icon="download" busy={busy} onClick={() => void make()}>
        {say('rescueDo')}
      </Button>
      {done === null ? null : <output>{done}</output>}
    </section>
  );
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
