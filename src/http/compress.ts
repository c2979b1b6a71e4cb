import { gzipSync } from 'node:zlib';
import type { ApiResponse } from './types.ts';

/** Below this many characters, compression saves less than its header costs. */
const SHORTEST = 1000;

/**
 * The response with its body gzipped if the client accepts that; an HTTP API does not compress by itself. The ETag
 * becomes weak, because the two forms differ in their bytes.
 */
export function compressed(response: ApiResponse, acceptEncoding: string | undefined): ApiResponse {
  if (response.body.length < SHORTEST) return response;
  const vary = [response.headers.Vary, 'Accept-Encoding'].filter((part) => part !== undefined).join(', ');
  const headers: Record<string, string> = { ...response.headers, Vary: vary };
  if (!acceptsGzip(acceptEncoding)) return { ...response, headers };
  const { ETag: etag } = headers;
  return {
    ...response,
    headers: {
      ...headers,
      'Content-Encoding': 'gzip',
      ...(etag !== undefined && { ETag: etag.startsWith('W/') ? etag : `W/${etag}` }),
    },
    body: gzipSync(response.body).toString('base64'),
    isBase64Encoded: true,
  };
}

/** RFC 9110: named, or covered by `*`, and not with a quality of zero. */
function acceptsGzip(acceptEncoding = ''): boolean {
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
