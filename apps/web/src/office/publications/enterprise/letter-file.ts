/** Fetches a paper that only the code opens, and offers it as a file. */
import type { addressOf } from '../../../shared/api/address.ts';

/** False when the office refused it: the code was used, or a newer one was issued. */
export async function offerPaper(
  address: ReturnType<typeof addressOf>,
  of: { readonly body: object; readonly fileName: string },
): Promise<boolean> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(of.body),
  });
  if (!answer.ok) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = of.fileName;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
