/** All pages of the office; each stage adds its list here, in the order of the procedure. */
import { registersPages } from './registers/pages.ts';
import { framePages } from './shell/frame-pages.ts';
import type { OfficePage } from './shell/page-list.ts';

export const officePages: readonly OfficePage[] = [...framePages, ...registersPages];
