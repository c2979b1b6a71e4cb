import type { LinkDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { linkOfKey, objectKeys } from './object-keys.ts';
import { deleteAll, listAll, type ObjectStore, putMarker } from './object-store.ts';

/** Links that show a run: each is found by its own id, and by that of its run. */
export interface LinkStore {
  add(link: LinkDocument): Promise<void>;
  /** `undefined` if there is no such link, or not any more. */
  find(linkId: string): Promise<LinkDocument | undefined>;
  /** Ids of the links to a run. */
  idsOf(jobId: string): Promise<string[]>;
  /**
   * Deletes a link with everything that it shows. The run remembers its id: whoever was copying pictures for it may have come too
   * late to be found here, and what they leave goes with the run.
   */
  revoke(linkId: string): Promise<void>;
  /** Object keys of the pictures that a link shows. */
  pictures(linkId: string): Promise<string[]>;
}

export function linkStore(objects: ObjectStore): LinkStore {
  const revoke = async (linkId: string) => {
    await objects.delete(objectKeys.link(linkId));
    await deleteAll(objects, await listAll(objects, objectKeys.images(linkId)));
  };
  return {
    async add(link) {
      // The run has to know its links before anybody can open them.
      await putMarker(objects, objectKeys.runLink(link.jobId, link.linkId));
      await objects.put(objectKeys.link(link.linkId), JSON.stringify(link), JSON_OPTIONS);
    },
    async find(linkId) {
      const key = objectKeys.link(linkId);
      // Listed first, because S3 may respond 403 to reading a key that does not exist.
      const { keys } = await objects.list(key);
      return keys.length === 0 ? undefined : readJson<LinkDocument>(objects, key);
    },
    async idsOf(jobId) {
      return (await listAll(objects, objectKeys.runLinks(jobId))).flatMap((key) => linkOfKey(key) ?? []);
    },
    revoke,
    pictures: (linkId) => listAll(objects, objectKeys.images(linkId)),
  };
}
