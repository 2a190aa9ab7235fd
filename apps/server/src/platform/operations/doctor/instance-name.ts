/** The name under which a server's connections stand in the database, so that two of them can be told apart. */
import { createHash } from 'node:crypto';

/** `mingcha@<data folder in twelve signs> <process>`: at most 63 bytes, and no path is shown to others. */
export function instanceName(dataFolder: string, pid: number): string {
  return `mingcha@${folderMark(dataFolder)} ${pid}`;
}

/** The mark of the data folder in a name; that of the folder itself for `mingcha@/path`. */
export function instanceFolder(name: string): string {
  const said = name.slice('mingcha@'.length).split(' ')[0] ?? '';
  return said.startsWith('/') ? folderMark(name.slice('mingcha@'.length)) : said;
}

function folderMark(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12);
}
