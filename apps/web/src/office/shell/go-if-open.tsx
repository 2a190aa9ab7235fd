/** A link to a page that not everybody who sees its name may open: who may not reads the name. The server decides again. */
import { officePages } from '../pages.ts';
import { GoTo, type GoToProps } from './navigation.tsx';
import { mayOpen, pageOf } from './page-list.ts';
import { useSession } from './session.tsx';

export function GoIfOpen(props: GoToProps) {
  const { roles } = useSession().person;
  const page = pageOf(officePages, props.to);
  if (page !== undefined && mayOpen(page, roles)) return <GoTo {...props} />;
  return <span className={props.className}>{props.children}</span>;
}
