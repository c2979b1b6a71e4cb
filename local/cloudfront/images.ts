import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Policies } from '../policies.ts';
import { checkRead } from '../s3/conditions.ts';
import type { Bucket } from '../s3/disk-store.ts';
import { S3Error } from '../s3/errors.ts';
import { readRange } from '../s3/range.ts';
import { objectArn } from '../s3/request.ts';
import { ACCOUNT_ID } from '../template/resources.ts';
import { viewerRequestFunction } from './viewer-request.ts';

interface Options {
  bucket: Bucket | undefined;
  policies: Policies;
  /** Logical id of the distribution, which the bucket policy names. */
  distributionId: string;
  headers: Record<string, string>;
  /** Code of the function that sees each request first; none where every address is good. */
  guard?: string | undefined;
}

/** Pictures, and small copies of those that were judged. */
const PICTURE_PATHS = ['/images/', '/keep/'];

export const isOfPictures = (path: string): boolean =>
  PICTURE_PATHS.some((beginning) => path.startsWith(beginning));

const FORBIDDEN =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';

/** Serves `/images/*` and `/keep/*` from the bucket as CloudFront does: with its rights, and nothing but those prefixes. */
export function createImageServer({ bucket, policies, distributionId, headers, guard }: Options) {
  const ask = guard === undefined ? undefined : viewerRequestFunction(guard);
  const context = { 'aws:sourcearn': `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${distributionId}` };

  return async function serveImage(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: string,
  ): Promise<void> {
    const send = (status: number, more: Record<string, string>, body?: Buffer | string) => {
      response.writeHead(status, { ...headers, ...more });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(403, { allow: 'GET, HEAD' });
    const refused = ask?.({ method: request.method, path, query });
    if (refused) {
      response.writeHead(refused.status, refused.headers);
      response.end();
      return;
    }
    const key = decode(path);
    const allowed =
      bucket !== undefined &&
      key !== undefined &&
      policies.allows(
        { kind: 'cloudfront' },
        { action: 's3:GetObject', resource: objectArn(bucket.name, key), context },
      );
    const found = allowed ? await bucket.read(key) : undefined;
    // Without the right to list, S3 answers 403 for a missing key too.
    if (!found) return send(403, { 'content-type': 'application/xml' }, FORBIDDEN);
    const { object, data } = found;
    const about = {
      ...object.headers,
      // The policy's headers override those of the object.
      ...headers,
      etag: object.etag,
      'last-modified': new Date(object.lastModified).toUTCString(),
      'accept-ranges': 'bytes',
    };
    try {
      if (checkRead(request.headers, object) === 'not-modified') return send(304, about);
      const range = readRange(request.headers.range, object.size);
      if (!range) return send(200, { ...about, 'content-length': String(data.length) }, data);
      const part = data.subarray(range.start, range.end + 1);
      const contentRange = `bytes ${range.start}-${range.end}/${object.size}`;
      send(206, { ...about, 'content-length': String(part.length), 'content-range': contentRange }, part);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      send(error.status, { 'content-type': 'text/plain' }, error.message);
    }
  };
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    return undefined;
  }
}
