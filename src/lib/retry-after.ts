import { asRecord } from './record.ts';

/**
 * How long the vendor asks us to wait, in milliseconds: `retry-after-ms`, then `Retry-After` in seconds or as a
 * date, then the body. `undefined` when it does not say.
 * @param now milliseconds since the epoch, for dates
 */
export function retryAfterMs(headers: Headers, body: unknown, now: number): number | undefined {
  return (
    fromMilliseconds(headers.get('retry-after-ms')) ??
    fromHeader(headers.get('retry-after'), now) ??
    fromBody(body)
  );
}

function fromMilliseconds(value: string | null): number | undefined {
  return value === null ? undefined : wait(plainNumber(value));
}

function fromHeader(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const seconds = plainNumber(value);
  if (seconds !== undefined) return wait(seconds * 1000);
  // Date.parse takes "-5" for a year.
  const date = /^[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : wait(Math.max(date - now, 0));
}

/** `{"retry_after": 3}`, `{"error": {"retry_after": 3}}`, or Google's `RetryInfo` with `"retryDelay": "37s"`. */
function fromBody(body: unknown): number | undefined {
  const error = field(body, 'error');
  for (const part of [body, error]) {
    const milliseconds = numberOf(field(part, 'retry_after_ms'));
    if (milliseconds !== undefined) return wait(milliseconds);
    const seconds = numberOf(field(part, 'retry_after')) ?? numberOf(field(part, 'retryAfter'));
    if (seconds !== undefined) return wait(seconds * 1000);
  }
  const details = field(error, 'details');
  if (!Array.isArray(details)) return undefined;
  for (const detail of details) {
    const delay = field(detail, 'retryDelay');
    const seconds = typeof delay === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(delay)?.[1] : undefined;
    if (seconds !== undefined) return wait(Number(seconds) * 1000);
  }
  return undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? plainNumber(value.replace(/s$/, '')) : undefined;
}

function plainNumber(value: string): number | undefined {
  return /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

function wait(milliseconds: number | undefined): number | undefined {
  if (milliseconds === undefined || !Number.isFinite(milliseconds) || milliseconds < 0) return undefined;
  return Math.ceil(milliseconds);
}

function field(value: unknown, name: string): unknown {
  return asRecord(value)?.[name];
}
