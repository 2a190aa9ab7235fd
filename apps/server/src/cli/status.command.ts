/** `mingcha status`: whether the server runs and is ready, and where things are. Exit code 0 when it is, 3 when it does not run, 1 when it is not ready. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { servesHttps } from '../platform/cert/served-certificate.ts';
import { parseConfig } from '../platform/config.ts';
import { askHere, servingProcess } from '../platform/operations/doctor/served.ts';
import { servingNote } from '../platform/operations/serving-note.ts';
import { version } from '../platform/version.ts';
import { type CommandOptions, sayIn } from './command.ts';

export async function statusCommand(options: CommandOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...options.args],
    options: { json: { type: 'boolean', default: false } },
  });
  const config = parseConfig(options.environment, [], options.root);
  const note = servingNote(config.dataFolder);
  const at = { ...config, ...(note === null ? {} : { host: note.host, port: note.port }) };
  const pid = (await servingProcess(config.dataFolder)) ?? note?.pid ?? null;
  const alive = (await askHere(at, '/healthz')).status === 200;
  const ready = await askHere(at, '/readyz');
  const parts = failedParts(ready.body);
  const running = pid !== null || alive;
  const code = !running ? 3 : ready.status === 200 ? 0 : 1;
  const facts = {
    running,
    pid,
    version,
    port: at.port,
    scheme: (note?.secure ?? servesHttps(config)) ? 'https' : 'http',
    ready: ready.status === 200,
    failed: parts,
    dataFolder: config.dataFolder,
  };
  if (values.json) options.print(JSON.stringify(facts));
  else for (const line of sentences(facts, { options, answered: ready.status !== 0 })) options.print(line);
  return code;
}

interface Facts {
  readonly running: boolean;
  readonly pid: number | null;
  readonly port: number;
  readonly scheme: string;
  readonly ready: boolean;
  readonly failed: readonly string[];
  readonly dataFolder: string;
}

function sentences(
  facts: Facts,
  of: { readonly options: CommandOptions; readonly answered: boolean },
): readonly string[] {
  const say = sayIn(of.options.locale);
  const places = [
    say('status.data', { path: facts.dataFolder }),
    say('status.log', { path: join(facts.dataFolder, 'log', 'mingcha.log') }),
    say('status.doctor'),
  ];
  if (!facts.running) return [say('status.stopped'), ...places];
  const ready = facts.ready
    ? say('status.readyYes')
    : of.answered
      ? say('status.readyNo', { parts: facts.failed.join(', ') })
      : say('status.noAnswer');
  return [
    facts.pid === null ? say('status.serving') : say('status.running', { pid: facts.pid, version }),
    say('status.address', { url: `${facts.scheme}://localhost:${facts.port}/` }),
    say('status.ready', { text: ready }),
    ...places,
  ];
}

/** Parts that a refused readiness names; none of an answer in another form. */
function failedParts(body: string): readonly string[] {
  try {
    const { error } = JSON.parse(body) as {
      readonly error?: { readonly data?: { readonly parts?: unknown } };
    };
    return typeof error?.data?.parts === 'string' ? error.data.parts.split(' ') : [];
  } catch {
    return [];
  }
}
