/** `mingcha drill`: restores the latest backup into a scratch place, verifies it, and records the result. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyAllDraws } from '../draws/verify-all.ts';
import { runDrill } from '../platform/backup/drill.ts';
import { withCommandPlatform } from '../platform/command-platform.ts';
import { inSentences, wordsOf } from './backup-words.ts';
import type { CommandOptions } from './command.ts';
import { configOf } from './one-sentence.ts';
import { exitCodes } from './terminal.ts';

export async function drillCommand(command: CommandOptions): Promise<number> {
  return inSentences(command, 'drill', async () => {
    const { positionals } = parseArgs({
      args: [...command.args],
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    });
    const config = configOf(command);
    const from = positionals[0] === undefined ? config.backup.folder : resolve(positionals[0]);
    return withCommandPlatform(config, async (platform) => {
      const began = Date.parse(platform.clock.now());
      const { found, restored, draws } = await runDrill(platform, from, verifyAllDraws);
      command.print(
        wordsOf(command.locale)('drill.done', {
          name: found.name,
          ledgers: restored.ledgers.length,
          entries: restored.ledgers.reduce((sum, ledger) => sum + ledger.size, 0),
          draws,
          files: restored.files,
          seconds: Math.ceil((Date.parse(platform.clock.now()) - began) / 1000),
        }),
      );
      return exitCodes.done;
    });
  });
}
