/** The note beside the backups, in both languages. */
import { backupReadmeText } from '@mingcha/core/common/backup-text.ts';

export const backupReadme = `${backupReadmeText.zh.readme}\n${backupReadmeText.en.readme}`;

/** That of a place whose copies are closed. */
export const closedReadme = `${backupReadmeText.zh.closed}\n${backupReadmeText.en.closed}`;
