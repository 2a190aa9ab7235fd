/**
 * A visit whose outcome makes room for a reserve: the draw's own proposal opens on this object, with its ground and proof.
 * Who steps in is fixed by the seed; nobody chooses.
 */
import { getDraw } from '@mingcha/core/draws/draw-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { AmendDialog, type AmendTarget } from '../draws/task/amend-dialog.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function ReplacePart(props: {
  readonly drawId: string;
  readonly objectC: string | null;
  /** How the visit ended, in words. */
  readonly outcome: string;
}) {
  const say = useText(resultPageText);
  const draw = useApiQuery(getDraw, { params: { id: props.drawId } });
  const [target, setTarget] = useState<AmendTarget | null>(null);
  const view = draw.data;
  const object = view?.objects?.find((each) => each.c === props.objectC);
  // Somebody has stepped in already.
  if (object !== undefined && object.replacedBy !== null) return null;
  const mayPropose = view?.moves.includes('amendmentProposed') === true && object !== undefined;
  return (
    <Notice tone="warning">
      <p>{say('replaceText', { outcome: props.outcome })}</p>
      {mayPropose ? (
        <Button size="small" onClick={() => setTarget({ kind: 'object', object })}>
          {say('replace')}
        </Button>
      ) : (
        <GoTo to={`/draws/${props.drawId}`} className={buttonClass({ size: 'small' })}>
          {say('toDraw')}
        </GoTo>
      )}
      {view === undefined ? null : (
        <AmendDialog draw={view} target={target} onClose={() => setTarget(null)} />
      )}
    </Notice>
  );
}
