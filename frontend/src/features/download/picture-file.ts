import type {
  CompletedResult,
  FailedResult,
  Parameters,
  StatusResponse,
} from '../../../../src/contract/index.ts';
import { writeJpegFacts } from './metadata/jpeg.ts';
import type { PictureFacts } from './metadata/picture-facts.ts';
import { writePngFacts } from './metadata/png.ts';
import { writeWebpFacts } from './metadata/webp.ts';

type TileState =
  | { kind: 'queued' | 'running' }
  | { kind: 'done'; result: CompletedResult }
  | { kind: 'failed'; result: FailedResult };

/** What a picture was made of: the step of its chain that led to it. */
type TileEdit = Pick<StatusResponse, 'parent' | 'expand'> & {
  operation: NonNullable<StatusResponse['operation']>;
  inputs: readonly { sha256: string }[];
  mask?: { sha256: string };
};

/** The part of a tile that downloads need. */
export type DownloadedTile = {
  modelId: string;
  index: number;
  model: string;
  provider: string;
  jobId: string;
  prompt: string;
  parameters: Parameters;
  edit?: TileEdit | undefined;
  state: TileState;
};

/** The part of a run that downloads need. */
export type DownloadedRun = { prompt: string; createdAt: string; tiles: readonly DownloadedTile[] };

const EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;
const WRITERS = {
  'image/png': writePngFacts,
  'image/jpeg': writeJpegFacts,
  'image/webp': writeWebpFacts,
} as const;

/** Words of a text that are safe in every file system. */
export function slug(text: string, length: number): string {
  const safe = text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...safe].slice(0, length).join('').replace(/-+$/, '') || 'picture';
}

export function fileName(prompt: string, result: CompletedResult): string {
  return named(prompt, result, EXTENSIONS[result.contentType as keyof typeof EXTENSIONS]);
}

/** Of the vendor's own file, where that is not shown. */
export function originalName(prompt: string, result: FailedResult, key: string): string {
  return named(prompt, result, key.split('.').pop() ?? '');
}

function named(prompt: string, { modelId, index = 0 }: CompletedResult | FailedResult, extension: string) {
  const number = index === 0 ? '' : `-${index + 1}`;
  return `${slug(prompt, 40)}-${slug(modelId, 40)}${number}.${extension}`;
}

/** Marks of a signed origin (C2PA keeps its claims in JUMBF boxes) and of metadata that the vendor wrote. */
const OWN_METADATA = ['c2pa', 'jumb', 'http://ns.adobe.com/xap/1.0/', 'XML:com.adobe.xmp', 'XMP '];
/** Metadata stands at the beginning of a file, and in WebP at its end. */
const SEARCHED = 64 * 1024;

/** Whether a picture carries metadata of its vendor: adding ours would break a signature, or contradict it. */
function hasOwnMetadata(bytes: Uint8Array): boolean {
  const latin = new TextDecoder('latin1');
  const ends = [bytes.subarray(0, SEARCHED), bytes.subarray(-SEARCHED)].map((part) => latin.decode(part));
  return OWN_METADATA.some((mark) => ends.some((text) => text.includes(mark)));
}

/** The picture's bytes with prompt and settings inside; untouched if the vendor wrote metadata of its own. */
export function withFacts(bytes: Uint8Array, contentType: string, facts: PictureFacts): Uint8Array {
  if (!(contentType in WRITERS) || hasOwnMetadata(bytes)) return bytes;
  return WRITERS[contentType as keyof typeof WRITERS](bytes, facts);
}

/** Hands a file to the browser as a download. */
export function save(name: string, type: string, bytes: Uint8Array): void {
  saveBlob(name, new Blob([bytes.slice()], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
