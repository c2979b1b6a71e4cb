import { readFileSync } from 'node:fs';
import type { VendorId } from './routes.ts';

/** A recorded answer: JSON in `body` or plain `text`, with `{{names}}` where each request differs. */
export interface RecordedReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
}

/** What stands for the `{{names}}`; a name alone keeps its type, inside a text it becomes text. */
export type ReplyValues = Readonly<Record<string, string | number>>;

/** One answer of a vendor by name, or `undefined` where the vendor has none of that name. */
export function recordedReply(
  vendor: VendorId,
  name: string,
  values: ReplyValues,
): RecordedReply | undefined {
  const reply = repliesOf(vendor)[name];
  return reply === undefined ? undefined : (filledIn(reply, values) as RecordedReply);
}

/** Whether a vendor has an answer of this name. */
export function hasReply(vendor: VendorId, name: string): boolean {
  return name in repliesOf(vendor);
}

const loaded = new Map<VendorId, Record<string, RecordedReply>>();

function repliesOf(vendor: VendorId): Record<string, RecordedReply> {
  let replies = loaded.get(vendor);
  if (replies === undefined) {
    const file = new URL(`replies/${vendor}.json`, import.meta.url);
    replies = JSON.parse(readFileSync(file, 'utf8')) as Record<string, RecordedReply>;
    loaded.set(vendor, replies);
  }
  return replies;
}

function filledIn(part: unknown, values: ReplyValues): unknown {
  if (typeof part === 'string') {
    const alone = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
    if (alone !== undefined && alone in values) return values[alone];
    return part.replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(values[name] ?? all));
  }
  if (Array.isArray(part)) return part.map((item) => filledIn(item, values));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, filledIn(value, values)]));
}
