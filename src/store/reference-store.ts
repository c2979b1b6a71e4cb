import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** `references/{id}.json`: a picture that can be worked on. Written once, last of all that belongs to it. */
export interface ReferenceDocument {
  referenceId: string;
  /** Of the picture in the bucket. */
  key: string;
  contentType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  bytes: number;
  /** Of the picture, hexadecimal. */
  sha256: string;
  /** Nothing in it is light: as a mask it would mark nothing. */
  isDark?: true;
  /** A small WebP, as a `data:` address: nobody but its owner gets to see it. */
  thumbnailUrl: string;
  /** Of the key that has to be shown to use it, if it was handed in with one. */
  runKeyHash?: string;
  /** The person who handed it in, where people sign in. Without either, the id is enough. */
  owner?: string;
  expiresAt: string;
}

/** A file as a person uploaded it. */
export interface Upload {
  bytes: Uint8Array;
  runKeyHash: string | undefined;
  owner: string | undefined;
}

/** Whose a picture is: that of a key, by its hash, and of a person. */
export type Whose = Pick<Upload, 'runKeyHash' | 'owner'>;

/** The names under which a form keeps with the upload whose it is. */
const KEY_HASH = 'run-key-hash';
const OWNER = 'owner';

export const uploadMetadata = ({ runKeyHash, owner }: Whose): Record<string, string> => ({
  ...(runKeyHash !== undefined && { [KEY_HASH]: runKeyHash }),
  ...(owner !== undefined && { [OWNER]: owner }),
});

export interface ReferenceStore {
  readUpload(id: string): Promise<Upload | undefined>;
  deleteUpload(id: string): Promise<void>;
  /** `undefined` if there is none, or none any more. */
  read(id: string): Promise<ReferenceDocument | undefined>;
  readPicture(reference: ReferenceDocument): Promise<Uint8Array | undefined>;
  /** Stores a picture and its document; the first one stays. @returns what is stored */
  save(reference: ReferenceDocument, bytes: Uint8Array): Promise<ReferenceDocument>;
}

export function referenceStore(objects: ObjectStore): ReferenceStore {
  /** Listed first, because S3 may respond 403 to reading a key that does not exist. */
  const exists = async (key: string) => (await objects.list(key)).keys.includes(key);
  return {
    async readUpload(id) {
      const key = objectKeys.upload(id);
      const object = (await exists(key)) ? await objects.get(key) : undefined;
      if (object === undefined) return undefined;
      const { [KEY_HASH]: runKeyHash, [OWNER]: owner } = object.metadata ?? {};
      return { bytes: object.body, runKeyHash, owner };
    },
    deleteUpload: (id) => objects.delete(objectKeys.upload(id)),
    async read(id) {
      const key = objectKeys.reference(id);
      return (await exists(key)) ? readJson<ReferenceDocument>(objects, key) : undefined;
    },
    async readPicture({ key }) {
      return (await objects.get(key))?.body;
    },
    async save(reference, bytes) {
      const { referenceId, key, contentType } = reference;
      await objects.put(key, bytes, { contentType, cacheControl: 'no-store' });
      const document = objectKeys.reference(referenceId);
      const put = await objects.putIfAbsent(document, JSON.stringify(reference), JSON_OPTIONS);
      return put === 'created'
        ? reference
        : ((await readJson<ReferenceDocument>(objects, document)) ?? reference);
    },
  };
}
