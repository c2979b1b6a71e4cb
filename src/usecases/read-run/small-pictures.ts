import type { ImageStore } from '../../store/image-store.ts';
import { pictureOfName } from '../../store/object-keys.ts';

/**
 * Keys of the small pictures of a run in slot order, the newest of each that was retried. Listed each time, because a
 * run can be retried at any age.
 */
export async function smallPictures(images: Pick<ImageStore, 'listSmall'>, jobId: string): Promise<string[]> {
  const newest = new Map<string, string>();
  // In the order of keys, in which a retry comes after what it replaces.
  for (const [name, key] of await images.listSmall(jobId)) newest.set(pictureOfName(name), key);
  const slotOf = (id: string) => Number.parseInt(id, 10);
  return [...newest].sort(([one], [other]) => slotOf(one) - slotOf(other)).map(([, key]) => key);
}
