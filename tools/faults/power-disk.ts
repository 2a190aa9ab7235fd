/**
 * A disk as a power cut finds it. What was written is certain once its file was synced, and a name once its folder was; whatever
 * came after may be there or not, alone or all together, and bytes that were never synced may be missing, nought or torn.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Call, fileOf, pathsIn, stringsIn } from './power-trace.ts';

interface Node {
  readonly isFolder: boolean;
  bytes: Buffer;
  /** What is certain of the bytes. */
  certain: Buffer;
  readonly names: Map<string, Node>;
  /** What is certain of the names. */
  readonly certainNames: Map<string, Node>;
}

interface Change {
  readonly folder: Node;
  readonly name: string;
  /** Null: the name goes. */
  readonly to: Node | null;
}

/** Changes of names that come together or not at all, once that before them came. */
interface Move {
  readonly what: string;
  readonly changes: readonly Change[];
  readonly after: Move | null;
}

/** What may be on the disk: a folder is null. */
export type Content = ReadonlyMap<string, Buffer | null>;

export interface Outcome {
  /** In words. */
  readonly how: string;
  readonly content: Content;
}

const empty = Buffer.alloc(0);

const made = (isFolder: boolean, bytes: Buffer = empty, certain: Buffer = empty): Node => ({
  isFolder,
  bytes,
  certain,
  names: new Map(),
  certainNames: new Map(),
});

interface Open {
  readonly node: Node;
  at: number;
}

/** Bytes that were not synced, as they may be found. */
const remains = {
  'all bytes': (node: Node) => node.bytes,
  'no new bytes': (node: Node) => node.certain,
  'noughts for new bytes': (node: Node) =>
    Buffer.concat([shared(node), Buffer.alloc(node.bytes.length - shared(node).length)]),
  'half of the new bytes': (node: Node) => {
    const from = shared(node).length;
    return node.bytes.subarray(0, from + Math.floor((node.bytes.length - from) / 2));
  },
} as const;

/** The beginning that old and new have in common. */
function shared({ bytes, certain }: Node): Buffer {
  const isGrown = certain.length <= bytes.length && bytes.subarray(0, certain.length).equals(certain);
  return isGrown ? certain : empty;
}

export class Disk {
  readonly #folder: string;
  readonly #root: Node;
  readonly #open = new Map<number, Open>();
  #moves: Move[] = [];

  /** As the folder stands, all of it certain. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#root = readTree(folder);
  }

  /** Whether the call touched the folder. */
  take(call: Call): boolean {
    const { name, args, result } = call;
    if (name.startsWith('open')) return this.#opened(args, result);
    if (name === 'close') return this.#open.delete(fileOf(args));
    if (/^p?writev?(64)?$/.test(name)) return this.#written(call);
    if (name === 'copy_file_range' || name === 'sendfile') return this.#copied(call);
    if (name === 'ftruncate') return this.#cut(fileOf(args), Number(args.split(', ')[1]));
    if (/^f(data)?sync$/.test(name)) return this.#synced(fileOf(args));
    const [from = '', to = ''] = pathsIn(args);
    if (name.startsWith('rename')) return this.#renamed(from, to);
    if (name.startsWith('link')) return this.#named('link', to, this.#find(from));
    if (name.startsWith('mkdir')) return this.#named('mkdir', from, made(true));
    return /^(unlink|rmdir)/.test(name) && this.#named('unlink', from, null);
  }

  /** Everything that a cut at this moment may leave. */
  outcomes(): readonly Outcome[] {
    const sets: (readonly [string, readonly Move[]])[] = [
      ['no new name', []],
      ['all names', this.#moves],
      ...this.#moves.map((one) => [`only ${one.what}`, withCauses(one)] as const),
      ...this.#moves.map(
        (one) =>
          [`all but ${one.what}`, this.#moves.filter((each) => !withCauses(each).includes(one))] as const,
      ),
    ];
    return sets.flatMap(([names, moves]) => {
      const ordered = this.#moves.filter((one) => moves.includes(one));
      return Object.entries(remains).map(([bytes, of]) => ({
        how: `${names}, ${bytes}`,
        content: contentOf(this.#root, { moves: ordered, of }),
      }));
    });
  }

  #opened(args: string, file: number): boolean {
    const [path = ''] = pathsIn(args);
    let node = this.#find(path);
    // What is copied from elsewhere lies there unchanged.
    if (node === null && !args.includes('O_CREAT') && existsSync(path) && statSync(path).isFile()) {
      this.#open.set(file, { node: readTree(path), at: 0 });
      return false;
    }
    if (node === null && args.includes('O_CREAT')) {
      node = made(false);
      if (!this.#named('the file', path, node)) return false;
    }
    if (node === null) return false;
    if (args.includes('O_TRUNC')) node.bytes = empty;
    this.#open.set(file, { node, at: args.includes('O_APPEND') ? node.bytes.length : 0 });
    return true;
  }

  #written({ name, args, result }: Call): boolean {
    const open = this.#open.get(fileOf(args));
    if (open === undefined) return false;
    const bytes = Buffer.concat(stringsIn(args)).subarray(0, result);
    if (name.startsWith('p')) put(open.node, bytes, Number(args.split(', ').at(-1)));
    else {
      put(open.node, bytes, open.at);
      open.at += bytes.length;
    }
    return true;
  }

  #copied({ name, args, result }: Call): boolean {
    const parts = args.split(', ');
    const [from, to] = name === 'sendfile' ? [parts[1], parts[0]] : [parts[0], parts[2]];
    const target = this.#open.get(Number(to));
    if (target === undefined) return false;
    const source = this.#open.get(Number(from));
    if (source === undefined) throw new Error(`copied from a file that was not opened here: ${args}`);
    const offset = /\[(\d+)/.exec(args)?.[1];
    const at = offset === undefined ? source.at : Number(offset);
    put(target.node, source.node.bytes.subarray(at, at + result), target.at);
    target.at += result;
    if (offset === undefined) source.at += result;
    return true;
  }

  #cut(file: number, length: number): boolean {
    const node = this.#open.get(file)?.node;
    if (node === undefined) return false;
    node.bytes = Buffer.concat([node.bytes.subarray(0, length)], length);
    return true;
  }

  #synced(file: number): boolean {
    const node = this.#open.get(file)?.node;
    if (node === undefined) return false;
    node.certain = node.bytes;
    const due = this.#moves.filter((one) => one.changes.some(({ folder }) => folder === node));
    const settled = new Set(due.flatMap(withCauses));
    for (const move of this.#moves.filter((one) => settled.has(one)))
      for (const change of move.changes) apply(change, change.folder.certainNames);
    this.#moves = this.#moves.filter((one) => !settled.has(one));
    return true;
  }

  /** In one folder at once; from one to another the old name goes not before the new one has come. */
  #renamed(from: string, to: string): boolean {
    const node = this.#find(from);
    const [source, target] = [this.#place(from), this.#place(to)];
    if (node === null || source === null || target === null) return false;
    const comes = { ...target, to: node };
    const goes = { ...source, to: null };
    if (source.folder === target.folder) this.#move('rename', [comes, goes]);
    else this.#move('the old name', [goes], this.#move('the new name', [comes]));
    return true;
  }

  #named(what: string, path: string, to: Node | null): boolean {
    const place = this.#place(path);
    if (place === null) return false;
    this.#move(what, [{ ...place, to }]);
    return true;
  }

  #move(what: string, changes: readonly Change[], after: Move | null = null): Move {
    const move = { what: `${what} of ${changes.map((one) => one.name).join(' and ')}`, changes, after };
    for (const change of changes) apply(change, change.folder.names);
    this.#moves.push(move);
    return move;
  }

  #place(path: string): { readonly folder: Node; readonly name: string } | null {
    const folder = this.#find(join(path, '..'));
    const name = path.split('/').at(-1) ?? '';
    return folder === null ? null : { folder, name };
  }

  #find(path: string): Node | null {
    const inside = relative(this.#folder, path);
    if (inside === '..' || inside.startsWith('../')) return null;
    let node: Node | undefined = this.#root;
    for (const name of inside.split('/').filter((part) => part !== '')) node = node?.names.get(name);
    return node ?? null;
  }
}

const withCauses = (move: Move): readonly Move[] =>
  move.after === null ? [move] : [...withCauses(move.after), move];

function apply({ name, to }: Change, names: Map<string, Node>): void {
  if (to === null) names.delete(name);
  else names.set(name, to);
}

function put(node: Node, bytes: Buffer, at: number): void {
  const end = Math.max(node.bytes.length, at + bytes.length);
  // What is certain is another buffer, or a part of this one that stays.
  const next = Buffer.concat([node.bytes], end);
  bytes.copy(next, at);
  node.bytes = next;
}

function readTree(path: string): Node {
  if (!statSync(path).isDirectory()) {
    const bytes = readFileSync(path);
    return made(false, bytes, bytes);
  }
  const folder = made(true);
  for (const name of readdirSync(path)) {
    const node = readTree(join(path, name));
    folder.names.set(name, node);
    folder.certainNames.set(name, node);
  }
  return folder;
}

interface Left {
  readonly moves: readonly Move[];
  readonly of: (node: Node) => Buffer;
}

function contentOf(root: Node, { moves, of }: Left): Content {
  const content = new Map<string, Buffer | null>();
  const list = (folder: Node, path: string): void => {
    const names = new Map(folder.certainNames);
    for (const change of moves.flatMap((one) => one.changes))
      if (change.folder === folder) apply(change, names);
    for (const [name, node] of names) {
      content.set(`${path}${name}`, node.isFolder ? null : of(node));
      if (node.isFolder) list(node, `${path}${name}/`);
    }
  };
  list(root, '');
  return content;
}

/** Makes a folder hold that. */
export function layOut(content: Content, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of content)
    if (bytes === null) mkdirSync(join(folder, path), { recursive: true });
    else writeFileSync(join(folder, path), bytes, { mode: 0o600 });
}
