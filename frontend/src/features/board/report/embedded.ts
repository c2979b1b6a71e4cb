import pLimit from 'p-limit';
import type { CompletedResult } from '../../../../../src/contract/index.ts';
import type { ListFacts } from '../list-facts.ts';

/** A small copy of a picture, as it lies in a report. */
export interface Embedded {
  dataUrl: string;
  /** Of its bytes, in lower-case hex; absent on plain http addresses, where browsers keep hashing away. */
  sha256?: string;
}

/** By the key of the picture. */
export type EmbeddedPictures = ReadonlyMap<string, Embedded>;

/** What mail servers and browsers still take. */
const MOST_BYTES = 50_000_000;
const AT_ONCE = 6;

interface Options {
  fetchPicture: (address: string) => Promise<Uint8Array<ArrayBuffer>>;
  onProgress: (done: number, all: number) => void;
  mostBytes?: number;
}

/** A picture that a report is to have. */
export interface Wanted {
  /** By which the report knows it. */
  key: string;
  address: string;
}

/** The thumbnails of a list's told pictures. */
export const picturesOfList = ({ prompts }: ListFacts): Wanted[] =>
  prompts
    .flatMap(({ run }) =>
      (run?.results ?? []).filter((result): result is CompletedResult => result.status === 'completed'),
    )
    .map(({ imageKey, thumbnailUrl, imageUrl }) => ({ key: imageKey, address: thumbnailUrl ?? imageUrl }));

/** Fetches pictures. What cannot be had, or would make the file too large, is left out and counted. */
export async function embedPictures(
  wanted: readonly Wanted[],
  { fetchPicture, onProgress, mostBytes = MOST_BYTES }: Options,
): Promise<{ pictures: EmbeddedPictures; missing: number }> {
  const found = new Map<string, Embedded>();
  let [done, size] = [0, 0];
  await pLimit(AT_ONCE).map(wanted, async (picture) => {
    const bytes = await fetchPicture(picture.address).catch(() => undefined);
    const type = bytes && typeOf(bytes);
    if (bytes && type && size + bytes.length * (4 / 3) <= mostBytes) {
      size += bytes.length * (4 / 3);
      const sum = await sha256(bytes);
      found.set(picture.key, { dataUrl: dataUrl(type, bytes), ...(sum && { sha256: sum }) });
    }
    done += 1;
    onProgress(done, wanted.length);
  });
  return { pictures: found, missing: wanted.length - found.size };
}

/** Only what is a picture by its first bytes, and cannot hold a script. */
function typeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\x89PNG')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  if (!crypto.subtle) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As many arguments as every engine takes. */
const SLICE = 0x8000;

function dataUrl(type: string, bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE)
    text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return `data:${type};base64,${btoa(text)}`;
}
