/** The operator's commands by name, each loaded when it is called: they open the database. */
import type { CommandOptions } from './command.ts';

type Command = (options: CommandOptions) => Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  doctor: async () => (await import('./doctor.command.ts')).doctorCommand,
  logs: async () => (await import('./logs.command.ts')).logsCommand,
  'support-bundle': async () => (await import('./support-bundle.command.ts')).supportBundleCommand,
  'user-rescue': async () => (await import('./user-rescue.command.ts')).userRescueCommand,
  'scale-out': async () => (await import('./scale-out.command.ts')).scaleOutCommand,
  upgrade: async () => (await import('./upgrade.command.ts')).upgradeCommand,
  rollback: async () => (await import('./upgrade.command.ts')).rollbackCommand,
  migrate: async () => (await import('./migrate.command.ts')).migrateCommand,
  cert: async () => (await import('./cert.command.ts')).certCommand,
  release: async () => (await import('./release.command.ts')).releaseCommand,
  status: async () => (await import('./status.command.ts')).statusCommand,
};

/** Runs the command of that name; null when it is none of the operator's. */
export async function operate(name: string, options: CommandOptions): Promise<number | null> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return load === undefined ? null : (await load())(options);
}
