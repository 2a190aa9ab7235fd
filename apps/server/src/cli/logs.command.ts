/**
 * `mingcha logs`: finds the lines of a request by the number that somebody reads out on the telephone, or by event, level and
 * time, in the present log and in those set aside. What a line holds is shown with its control signs visible (G-02).
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { visible } from '@mingcha/core/common/operations/personal-data.ts';
import { shortId, typedId } from '@mingcha/core/common/operations/short-id.ts';
import { parseConfig } from '../platform/config.ts';
import { type LogLevel, logLevels } from '../platform/log.ts';
import { findLines, type LogLine } from '../platform/operations/log-reading.ts';
import { systemClock } from '../platform/system.ts';
import { type CommandOptions, sayIn } from './command.ts';

export async function logsCommand(options: CommandOptions): Promise<number> {
  const say = sayIn(options.locale);
  const asked = read(options.args);
  if (asked === null) {
    options.print(say('logs.usage'));
    return 2;
  }
  const id = asked.id === undefined ? null : typedId(asked.id);
  if (asked.id !== undefined && id === null) {
    options.print(say('logs.id', { id: visible(asked.id) }));
    return 2;
  }
  const config = parseConfig(options.environment, [], options.root);
  const path = join(config.dataFolder, 'log', 'mingcha.log');
  const since =
    asked.since === null ? '' : new Date(Date.parse(systemClock('UTC').now()) - asked.since).toISOString();
  const found = await findLines(resolve(path), {
    id,
    event: asked.event,
    level: asked.level,
    since,
    last: asked.last,
  });
  for (const line of found.lines) options.print(asked.json ? visible(JSON.stringify(line)) : sentence(line));
  if (!asked.json)
    options.print(
      found.count === 0
        ? say('logs.none', { path, days: config.logDays })
        : say('logs.lines', { count: found.count, shown: found.lines.length }),
    );
  return found.count === 0 ? 1 : 0;
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      event: { type: 'string' },
      level: { type: 'string', default: 'debug' },
      since: { type: 'string' },
      last: { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
    },
  });
  const span = /^(\d{1,5})([mhd])$/.exec(values.since ?? '0m');
  const last = Number(values.last);
  const isWrong =
    positionals.length > 1 || span === null || !(last >= 1 && last <= 100_000) || !isLevel(values.level);
  if (isWrong || !isLevel(values.level)) return null;
  const since = values.since === undefined ? null : Number(span[1]) * (units[span[2] ?? ''] ?? 0);
  return {
    id: positionals[0],
    event: values.event ?? null,
    level: values.level,
    since,
    last,
    json: values.json,
  };
}

function isLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text);
}

/** Time, level, number, event, then what else it says. */
function sentence(line: LogLine): string {
  const { at, level, event, requestId, ...rest } = line;
  const number = typeof requestId === 'string' ? shortId(requestId) : '';
  const more = Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
  return visible(
    [at, level.toUpperCase().padEnd(5), number, event, more].filter((part) => part !== '').join('  '),
  );
}
