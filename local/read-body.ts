import type { IncomingMessage } from 'node:http';

/** The whole body; `'too large'` as soon as it exceeds `limit` bytes, the rest is then read and dropped. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size <= limit) chunks.push(bytes);
    else chunks.length = 0;
  }
  return size > limit ? 'too large' : Buffer.concat(chunks, size);
}
