/** What was found or, in a sentence for a person, why there is nothing. */
export type Result<T> = { ok: true; value: T } | { ok: false; reason: string };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
