/** From a published result to the draft of a typical case, without its unit. */
import { createCase } from '@mingcha/core/publications/articles/article-api.ts';
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo } from '../../shell/navigation.tsx';

export function MakeCase({ recordId }: { readonly recordId: string }) {
  const say = useText(articlePageText);
  const sentence = useSentence();
  const toast = useToast();
  const go = useGo();
  const create = useApiAction(createCase);
  const make = async () => {
    const result = await create.run({ body: { recordId } });
    if (result.ok) go(`/articles/${result.value.id}`);
    else toast(sentence(result.error));
  };
  return (
    <Button busy={create.busy} onClick={() => void make()}>
      {say('makeCase')}
    </Button>
  );
}
