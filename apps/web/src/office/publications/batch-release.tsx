/** Batch release: asked once, then what is public and what was left out with its reason. */
import { type PublicationRow, releasePublications } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../shared/ui/dialog.tsx';
import { DonePanel, type DonePanelProps, ErrorNotice } from '../../shared/ui/states.tsx';

export function BatchRelease(props: {
  readonly rows: readonly PublicationRow[];
  readonly onDone: () => void;
}) {
  const say = useText(publicationPageText);
  const sentence = useSentence();
  const release = useApiAction(releasePublications);
  const [asks, setAsks] = useState(false);
  const [outcome, setOutcome] = useState<DonePanelProps | null>(null);
  const ready = props.rows.filter((row) => row.state === 'reviewed');
  const run = async () => {
    const items = ready.map(({ id, version }) => ({ id, version }));
    const result = await release.run({ body: { items } });
    if (!result.ok) return;
    setAsks(false);
    setOutcome({
      done: result.value.released.map((each) => each.title),
      notDone: result.value.refused.map((each) => ({ text: each.title, because: sentence(each) })),
    });
  };
  if (ready.length === 0 && outcome === null) return <span>{say('releaseNone')}</span>;
  return (
    <>
      <Button kind="primary" onClick={() => setAsks(true)}>
        {say('releaseChosen', { n: ready.length })}
      </Button>
      <ConfirmDialog
        open={asks}
        question={say('releaseAsk', { n: ready.length })}
        action={say('release')}
        busy={release.busy}
        onConfirm={() => void run()}
        onClose={() => setAsks(false)}
      >
        <p>{say('releaseText')}</p>
        <ErrorNotice error={release.error} />
      </ConfirmDialog>
      <Dialog
        open={outcome !== null}
        title={say('releasedTitle')}
        onClose={props.onDone}
        actions={
          <Button kind="primary" onClick={props.onDone}>
            {say('close')}
          </Button>
        }
      >
        {outcome === null ? null : <DonePanel {...outcome} />}
      </Dialog>
    </>
  );
}
