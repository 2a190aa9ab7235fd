/** stub */
import type { FieldSession } from '../session.ts';
export function PackIn(props: { readonly session: FieldSession }) {
  void props;
  return null;
}
