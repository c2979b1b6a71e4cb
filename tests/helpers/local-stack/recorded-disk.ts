import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** System calls that change files, as `strace -f -y -xx` writes them down. */
export const RECORDED_CALLS = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'ftruncate',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'mkdir',
  'mkdirat',
];

interface FileNode {
  kind: 'file';
  content: Buffer;
  /** As it was when somebody last waited for the disk. */
  durable: Buffer;
}

interface FolderNode {
  kind: 'folder';
  entries: Map<string, Node>;
  durable: Map<string, Node>;
}

type Node = FileNode | FolderNode;

/** The process was killed, and the machine went on; or the power went. */
export type End = 'kill' | 'power';

const newFolder = (): FolderNode => ({ kind: 'folder', entries: new Map(), durable: new Map() });

/**
 * A disk that loses, at a power cut, all that nobody waited for: bytes of files, and names in folders. Made of the
 * recorded system calls of another process.
 * @param root the folder that is watched; it exists and is empty
 */
export function recordedDisk(root: string) {
  const top = newFolder();
  const begun = new Map<string, { call: string; settle: (() => void) | undefined }>();
  const offsets = new Map<string, number>();
  /** How often anything was changed, and how often it was waited for. */
  const counts = { kill: 0, power: 0 };

  const find = (path: string): Node | undefined => {
    if (path === root) return top;
    if (!path.startsWith(`${root}/`)) return undefined;
    let node: Node | undefined = top;
    for (const name of path.slice(root.length + 1).split('/')) {
      node = node?.kind === 'folder' ? node.entries.get(name) : undefined;
    }
    return node;
  };
  const folderOf = (path: string) => {
    const node = find(dirname(path));
    return node?.kind === 'folder' ? node.entries : undefined;
  };
  const fileAt = (path: string) => {
    const node = find(path);
    return node?.kind === 'file' ? node : undefined;
  };

  function writeAt(path: string, bytes: Buffer, offset: number) {
    const file = fileAt(path);
    if (file === undefined) return;
    const end = Math.max(file.content.length, offset + bytes.length);
    const content = Buffer.alloc(end);
    file.content.copy(content);
    bytes.copy(content, offset);
    file.content = content;
    counts.kill += 1;
  }

  /** What holds once the call has returned: as things were when it began. */
  function synced(path: string): () => void {
    const node = find(path);
    if (node?.kind === 'file') {
      const { content } = node;
      return () => {
        node.durable = content;
        counts.power += 1;
      };
    }
    const entries = new Map(node?.entries);
    return () => {
      if (node === undefined) return;
      node.durable = entries;
      counts.power += 1;
    };
  }

  function move(from: string, to: string) {
    const node = find(from);
    if (node === undefined) return;
    folderOf(from)?.delete(basename(from));
    folderOf(to)?.set(basename(to), node);
    counts.kill += 1;
  }

  /** @returns what is done when the call returns without an error */
  function begin(name: string, text: string): (() => void) | undefined {
    const paths = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
      bytesOf(hex).toString(),
    );
    const [, descriptor = '', named = ''] = /^(\d+)<([^>]*)>/.exec(text) ?? [];
    const path = plain(named);
    switch (name) {
      case 'write':
      case 'pwrite64': {
        const [, hex = '', , offset] = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?, \d+(?:, (\d+))?/.exec(text) ?? [];
        const bytes = bytesOf(hex);
        const at = Number(offset ?? offsets.get(descriptor) ?? 0);
        if (name === 'write') offsets.set(descriptor, at + bytes.length);
        writeAt(path, bytes, at);
        return undefined;
      }
      case 'writev':
      case 'pwritev':
        if (find(path) !== undefined) throw new Error(`${name} is not replayed.`);
        return undefined;
      case 'ftruncate': {
        const file = fileAt(path);
        const length = Number(/, (\d+)/.exec(text)?.[1]);
        counts.kill += 1;
        if (file !== undefined)
          file.content = Buffer.concat([file.content, Buffer.alloc(length)]).subarray(0, length);
        return undefined;
      }
      case 'fsync':
      case 'fdatasync':
        return synced(path);
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return () => move(paths[0] ?? '', paths[1] ?? '');
      case 'unlink':
      case 'unlinkat':
        return () => {
          if (folderOf(paths[0] ?? '')?.delete(basename(paths[0] ?? ''))) counts.kill += 1;
        };
      case 'mkdir':
      case 'mkdirat':
        return () => folderOf(paths[0] ?? '')?.set(basename(paths[0] ?? ''), newFolder());
      default:
        return undefined;
    }
  }

  function opened(text: string, result: string) {
    const [, descriptor = '', named = ''] = /^(\d+)<([^>]*)>/.exec(result) ?? [];
    const path = plain(named);
    offsets.set(descriptor, 0);
    const folder = folderOf(path);
    if (folder === undefined || text.includes('O_DIRECTORY')) return;
    if (text.includes('O_CREAT') && !folder.has(basename(path))) {
      folder.set(basename(path), { kind: 'file', content: Buffer.alloc(0), durable: Buffer.alloc(0) });
    }
    const file = fileAt(path);
    if (file !== undefined && text.includes('O_TRUNC')) file.content = Buffer.alloc(0);
    if (/O_CREAT|O_TRUNC/.test(text)) counts.kill += 1;
  }

  return {
    /** One line of the recording. */
    apply(line: string): void {
      const [, process = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
      const start = /^(\w+)\((.*?)(?: <unfinished \.\.\.>|\) += (.*))$/.exec(rest);
      const end = /^<\.\.\. (\w+) resumed>(.*?)\) += (.*)$/.exec(rest);
      const name = start?.[1] ?? end?.[1] ?? '';
      if (!RECORDED_CALLS.includes(name)) return;
      const call = end === null ? (start?.[2] ?? '') : (begun.get(process)?.call ?? '');
      const settle = end === null ? begin(name, call) : begun.get(process)?.settle;
      const result = end === null ? start?.[3] : end[3];
      if (result === undefined) begun.set(process, { call, settle });
      else if (!result.startsWith('-1')) {
        if (name === 'openat') opened(call, result);
        settle?.();
      }
    },
    /** A number that stays the same for as long as `writeImage` would write the same. */
    version: (after: End) => counts[after],
    /** What is on the disk after the end of the process, or of the machine. */
    writeImage: (after: End, folder: string) => write(top, after, folder),
  };
}

function write(node: FolderNode, after: End, folder: string) {
  mkdirSync(folder, { recursive: true });
  for (const [name, entry] of after === 'kill' ? node.entries : node.durable) {
    if (entry.kind === 'folder') write(entry, after, join(folder, name));
    else writeFileSync(join(folder, name), after === 'kill' ? entry.content : entry.durable);
  }
}

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const plain = (path: string) => (path.startsWith('\\x') ? bytesOf(path).toString() : path);
