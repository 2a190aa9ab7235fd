/**
 * The pages as the applications declare them. Loaded by address, so that the types of the pages' components, which need
 * a browser's settings, stay out of the types here.
 */
import type { Role } from '@mingcha/core/common/roles.ts';

interface DeclaredOfficePage {
  readonly id: string;
  readonly path: string;
  readonly roles: readonly Role[] | 'all';
  readonly hostOnly?: boolean;
}

interface DeclaredPage {
  readonly path: string;
}

async function declared<T>(file: string, name: string): Promise<readonly T[]> {
  const address = new URL(`../../apps/web/src/${file}`, import.meta.url).href;
  const module = (await import(address)) as Readonly<Record<string, readonly T[]>>;
  const pages = module[name];
  if (pages === undefined) throw new Error(`${file} declares no ${name}`);
  return pages;
}

export const officePages = await declared<DeclaredOfficePage>('office/pages.ts', 'officePages');
export const portalPages = await declared<DeclaredPage>('portal/pages.ts', 'portalPages');
export const fieldPages = await declared<DeclaredPage>('field/pages.ts', 'fieldPages');
