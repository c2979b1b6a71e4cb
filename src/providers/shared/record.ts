/** The value as an object whose fields can be looked at, or `undefined`: vendors answer all sorts of things. */
export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
