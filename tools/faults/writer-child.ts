/** A process that writes once its parent has attached a tracer to its one thread of file work. Arguments: writer, folder. */
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { careless, powerWriters } from './writers-whole.ts';

const [name, folder = ''] = process.argv.slice(2);
const writer = [...powerWriters, careless].find((one) => one.name === name);
if (writer === undefined) throw new Error(`no writer ${name}`);
// The first work of a file makes the thread that does all of it.
await stat(folder);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
try {
  await writer.write(folder);
  process.stdout.write('acknowledged\n');
} catch (error) {
  process.stdout.write(`refused ${(error as NodeJS.ErrnoException).code ?? String(error)}\n`);
}
process.exit(0);
