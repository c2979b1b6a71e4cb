import type { IncomingMessage } from 'node:http';

/** The whole body; `'too large'` as soon as it exceeds `limit` bytes, the rest is then read and dropped. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too large'> {
  const announced = Number(request.headers['content-length']);
  // In one piece where its size is known: what is kept until the last part has come is twice the work to clear away.
  const whole = announced <= limit ? Buffer.allocUnsafe(announced) : undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    if (whole !== undefined) whole.set(bytes, size);
    else if (size + bytes.length <= limit) chunks.push(bytes);
    else chunks.length = 0;
    size += bytes.length;
  }
  return size > limit ? 'too large' : (whole ?? Buffer.concat(chunks, size));
}
