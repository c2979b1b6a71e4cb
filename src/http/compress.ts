import { gzipSync } from 'node:zlib';
import type { ApiReply } from './request.ts';

/** Below this, compressing saves less than its header costs. */
const SHORTEST = 1000;

/**
 * The reply with its body in gzip where the client takes that: nobody else does, since an HTTP API hands answers on
 * as they are. The ETag becomes a weak one, because the bytes of the two forms differ.
 */
export function compressed(reply: ApiReply, acceptEncoding: string | undefined): ApiReply {
  if (reply.body.length < SHORTEST) return reply;
  const vary = [reply.headers.Vary, 'Accept-Encoding'].filter((part) => part !== undefined).join(', ');
  const headers: Record<string, string> = { ...reply.headers, Vary: vary };
  if (!takesGzip(acceptEncoding)) return { ...reply, headers };
  const { ETag: etag } = headers;
  return {
    ...reply,
    headers: {
      ...headers,
      'Content-Encoding': 'gzip',
      ...(etag !== undefined && { ETag: etag.startsWith('W/') ? etag : `W/${etag}` }),
    },
    body: gzipSync(reply.body).toString('base64'),
    isBase64Encoded: true,
  };
}

/** By RFC 9110: named, or meant by `*`, and not with a quality of zero. */
function takesGzip(acceptEncoding = ''): boolean {
  const codings = new Map(
    acceptEncoding
      .toLowerCase()
      .split(',')
      .map((part): [string, boolean] => {
        const [coding = '', quality = 'q=1'] = part.split(';').map((text) => text.trim());
        return [coding, !/^q=0(?:\.0*)?$/.test(quality)];
      }),
  );
  return codings.get('gzip') ?? codings.get('*') ?? false;
}
