import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { systemClock } from '../lib/clock.ts';
import type { ObjectStore, PutOptions } from '../store/object-store.ts';
import { attemptsOf, CONNECTIONS, clientOptions, statusOf } from './client-options.ts';

/** S3 lists at most this many keys a page. */
const PAGE_SIZE = 1000;
/** How often a write is sent that meets another write of the same key (409 ConditionalRequestConflict). */
const CONFLICT_ATTEMPTS = 6;

/**
 * An S3 bucket as an object store. The SDK repeats requests whose response was lost, so `perhaps` may mean this call's
 * own earlier attempt: callers to whom that matters read the object back and compare. A page of runs asks for hundreds of
 * documents at once, so there are never more requests under way than connections.
 * @throws the SDK's error if S3 is unavailable or refuses
 */
export function s3ObjectStore({ bucket, client = defaultClient() }: S3StoreOptions): ObjectStore {
  const inTurn = pLimit(CONNECTIONS);
  const write = (
    key: string,
    body: Uint8Array | string,
    options: PutOptions,
    condition: { IfNoneMatch?: '*'; IfMatch?: string } = {},
  ) =>
    inTurn(() =>
      client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: typeof body === 'string' ? Buffer.from(body) : body,
          ContentType: options.contentType,
          CacheControl: options.cacheControl,
          ContentDisposition: options.contentDisposition,
          ...(options.metadata && { Metadata: options.metadata }),
          ...condition,
        }),
      ),
    );

  const read = async (key: string) => {
    const reply = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (reply.Body === undefined || reply.ETag === undefined) throw new Error('S3 sent no body or ETag.');
    const body = await reply.Body.transformToByteArray();
    const { Metadata: metadata = {} } = reply;
    return { body, etag: reply.ETag, ...(Object.keys(metadata).length > 0 && { metadata }) };
  };
  const list: ObjectStore['list'] = async (prefix, { startAfter, limit = PAGE_SIZE } = {}) => {
    const page = await inTurn(() =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          StartAfter: startAfter,
          MaxKeys: Math.min(limit, PAGE_SIZE),
          EncodingType: 'url',
        }),
      ),
    );
    const found = (page.Contents ?? []).flatMap(({ Key, ETag }) =>
      Key === undefined ? [] : [{ key: decodeKey(Key), etag: ETag ?? '' }],
    );
    const keys = found.map(({ key }) => key);
    const etags = found.map(({ etag }) => etag);
    return { keys, etags, more: page.IsTruncated === true };
  };
  /** To who may list only some prefixes, S3 says 403 of a key that does not exist, as of one that may not be read. */
  const isAbsent = (key: string) =>
    list(key, { limit: 1 }).then(
      ({ keys }) => keys[0] !== key,
      () => false,
    );

  return {
    list,
    async get(key) {
      try {
        return await inTurn(() => read(key));
      } catch (error) {
        if (statusOf(error) === 404 || (statusOf(error) === 403 && (await isAbsent(key)))) return undefined;
        throw error;
      }
    },
    async put(key, body, options) {
      await withoutConflict(() => write(key, body, options));
    },
    async putIfAbsent(key, body, options) {
      try {
        await withoutConflict(() => write(key, body, options, { IfNoneMatch: '*' }));
        return 'created';
      } catch (error) {
        if (statusOf(error) === 412) return attemptsOf(error) > 1 ? 'perhaps' : 'exists';
        throw error;
      }
    },
    async putIfUnchanged(key, body, etag, options) {
      const condition = etag === undefined ? { IfNoneMatch: '*' as const } : { IfMatch: etag };
      try {
        await withoutConflict(() => write(key, body, options, condition));
        return 'written';
      } catch (error) {
        // 404: there was something, which is gone.
        if (statusOf(error) === 412 || statusOf(error) === 404) return 'changed';
        throw error;
      }
    },
    async delete(key) {
      await inTurn(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
    },
  };
}

export interface S3StoreOptions {
  bucket: string;
  client?: S3Client;
}

/**
 * Each request is signed with the SHA-256 of its body, so S3 refuses a body that has changed on the way, and TLS guards what is
 * read: the checksums that the SDK adds to both would only take time. So would asking before a body of 2 MB or more is sent: for each
 * such question the SDK opens a connection of its own, and a picture is hardly ever refused.
 */
export const s3Options = {
  ...clientOptions({ attempts: 3, timeoutMs: 8000 }),
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  expectContinueHeader: false,
} as const;

const defaultClient = () => new S3Client(s3Options);

/** A 409 says that two writes met, not which of them won, so the write is sent again. */
async function withoutConflict(write: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === CONFLICT_ATTEMPTS) throw error;
      await systemClock.sleep(Math.random() * 50 * 2 ** attempt);
    }
  }
}

/** Listings are requested URL-encoded, because XML cannot carry every character. S3 writes a space as `+`. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', '%20'));
}
