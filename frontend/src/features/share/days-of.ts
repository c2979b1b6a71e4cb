const DAY_MS = 24 * 60 * 60 * 1000;

/** For how many days a run is kept; 0 for as long as everything. */
export function daysOf({
  createdAt,
  expiresAt,
}: {
  createdAt: string;
  expiresAt: string | undefined;
}): number {
  return expiresAt === undefined ? 0 : Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / DAY_MS);
}
