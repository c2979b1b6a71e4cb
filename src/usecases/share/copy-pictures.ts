import { createHash } from 'node:crypto';
import type { CompletedResult, Result } from '../../contract/index.ts';
import { barePicture } from '../../lib/bare-picture.ts';
import { inBatches } from '../../lib/in-batches.ts';
import type { LinkDocument } from '../../store/documents.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { LinkStore } from '../../store/link-store.ts';
import { thumbnailOf } from '../../store/object-keys.ts';
import type { AddressOf } from '../picture-addresses.ts';

/** Pictures in memory at the same time. */
const AT_ONCE = 3;

export interface CopyTools {
  links: Pick<LinkStore, 'pictures'>;
  images: Pick<ImageStore, 'read' | 'saveCopy'>;
}

/** Where the copies of a picture are, by its object key. */
export type Copies = ReadonlyMap<string, Pick<CompletedResult, 'imageUrl' | 'thumbnailUrl' | 'contentType'>>;

/**
 * Copies what a link shows into a folder of its own, under names that tell nothing: the address of a picture leads to its run, and
 * what a revoked link has shown must go. The bytes are those of the pixels alone, unless the link shows what was asked for.
 */
export async function copyPictures(
  { links, images }: CopyTools,
  link: LinkDocument,
  results: readonly Result[],
  addressOf: AddressOf,
): Promise<{ copies: Copies; isNew: boolean }> {
  const there = new Map((await links.pictures(link.linkId)).map((key) => [nameOf(key), key]));
  const copies = new Map<string, Pick<CompletedResult, 'imageUrl' | 'thumbnailUrl' | 'contentType'>>();
  let isNew = false;

  const copy = async (key: string): Promise<string | undefined> => {
    const name = copyName(link.linkId, key);
    const known = there.get(name);
    if (known !== undefined) return known;
    const stored = await images.read(key);
    const bare = stored && barePicture(stored.bytes);
    if (stored === undefined || bare === undefined) return undefined;
    isNew = true;
    const bytes = link.withPrompt ? stored.bytes : bare.bytes;
    return images.saveCopy({ runId: link.linkId, name }, bytes, bare.type);
  };

  const pictures = results.filter((result) => result.status === 'completed');
  await inBatches(pictures, AT_ONCE, async ({ imageKey, thumbnailUrl, contentType }) => {
    const small = thumbnailUrl === undefined ? undefined : await copy(thumbnailOf(imageKey));
    // Of a picture that cannot be taken apart, the small one is shown.
    const large = (await copy(imageKey)) ?? small;
    if (large === undefined) return;
    copies.set(imageKey, {
      contentType: large === small ? 'image/webp' : contentType,
      imageUrl: addressOf(large),
      ...(small !== undefined && { thumbnailUrl: addressOf(small) }),
    });
  });
  return { copies, isNew };
}

const nameOf = (key: string) => key.replace(/.*\//, '').replace(/\..*/, '');

/** The same each time, and nothing that leads back. */
const copyName = (linkId: string, key: string) =>
  createHash('sha256').update(`${linkId}\n${key}`).digest('base64url').slice(0, 22);
