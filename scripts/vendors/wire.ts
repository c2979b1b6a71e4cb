import type { IncomingHttpHeaders } from 'node:http';
import type { VendorRequest, VendorResponse } from './listen.ts';
import type { RecordedReply } from './replies.ts';
import { SECRET_HEADERS } from './strictness.ts';

/** Sends a recorded answer, or only its first half, closed as if it were whole. */
export function send(response: VendorResponse, reply: RecordedReply, isHalf: boolean): void {
  const text = reply.text ?? JSON.stringify(reply.body);
  const type = reply.text === undefined ? 'application/json' : 'text/plain';
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
  response.end(isHalf ? text.slice(0, Math.floor(text.length / 2)) : text);
}

export function sendJson(response: VendorResponse, status: number, body: unknown): void {
  send(response, { status, body }, false);
}

export async function readAll(request: VendorRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON, the fields of a form, or the text itself. */
export async function parsedBody(raw: Buffer, type: string): Promise<unknown> {
  if (raw.length === 0) return undefined;
  if (type.startsWith('multipart/')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries(form.entries());
  }
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return raw.toString('utf8');
  }
}

/** For the log: that there was a key, but not which. */
export function maskedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? '<key>' : String(value),
    ]),
  );
}
