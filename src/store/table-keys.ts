/** A stretch of UTC time in which something is counted. */
export interface Window {
  /** The first part of an ISO date: `2026-11-20T19`, `2026-11-20` or `2026-11`. */
  id: string;
  /** Milliseconds since the epoch at which the next window begins. */
  endsAt: number;
}

export function hourWindow(now: number): Window {
  const date = new Date(now);
  return { id: date.toISOString().slice(0, 13), endsAt: date.setUTCHours(date.getUTCHours() + 1, 0, 0, 0) };
}

export function dayWindow(now: number): Window {
  const date = new Date(now);
  return { id: date.toISOString().slice(0, 10), endsAt: date.setUTCHours(24, 0, 0, 0) };
}

export function monthWindow(now: number): Window {
  const date = new Date(now);
  return {
    id: date.toISOString().slice(0, 7),
    endsAt: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1),
  };
}

/** What the keys of the spending of people begin with, and nothing else does. */
export const spendersPrefix = 'spend#user#';

/** Every key of the table is built here. `address` is a hash, never an address. */
export const tableKeys = {
  globalRuns: (hour: Window) => `rate#global#${hour.id}`,
  addressRuns: (address: string, day: Window) => `rate#ip#${address}#${day.id}`,
  /** `person` is an id, which is a hash. */
  personRuns: (person: string, day: Window) => `rate#user#${person}#${day.id}`,
  addressActions: (address: string, day: Window) => `actions#ip#${address}#${day.id}`,
  keyRuns: (key: string, day: Window) => `rate#key#${key}#${day.id}`,
  personActions: (person: string, day: Window) => `actions#user#${person}#${day.id}`,
  globalEnhancements: (hour: Window) => `enhance#global#${hour.id}`,
  addressEnhancements: (address: string, day: Window) => `enhance#ip#${address}#${day.id}`,
  personEnhancements: (person: string, day: Window) => `enhance#user#${person}#${day.id}`,
  /** Not a counter, but in the same table. `idempotency#` were counters of an earlier version. */
  idempotency: (hash: string) => `idempotency-key#${hash}`,
  /** How many attempts of a run are settled, each with its model as the mark. */
  settledAttempts: (jobId: string) => `run#${jobId}`,
  /** Not a counter either: what addresses are hashed with on this day. */
  salt: (day: Window) => `salt#${day.id}`,
  /** Not counters either: a key of a program by its id, and which keys a person has. */
  key: (id: string) => `key#${id}`,
  keysOf: (person: string) => `keys#${person}`,
  /** What a vendor's list says of models without a row in the catalog. */
  knownModels: () => 'models#known',
  /** Integer micro-dollars, by day or by month. */
  spend: (window: Window) => `spend#${window.id}`,
  personSpend: (person: string, month: Window) => `${spendersPrefix}${person}#${month.id}`,
  keySpend: (key: string, month: Window) => `spend#key#${key}#${month.id}`,
  /** Of a list with a budget, however long it takes. */
  listSpend: (listId: string) => `spend#list#${listId}`,
  /** How long a slot's model took in a month; with the vendor's id of the model, since a slot may get another one. */
  times: (slotId: string, model: string, month: Window) => `time#${slotId}#${model}#${month.id}`,
};

/** Which other budgets a run is counted in: that of a person, of a key and of a list that have one. */
export interface Payer {
  person?: string | undefined;
  /** Id of the key of a program. */
  key?: string | undefined;
  /** Id of a list. */
  list?: string | undefined;
}

/** The mark of an admission: when it took place, for which run, an id of its own, and who is counted. */
export const admissionMark = (now: number, jobId: string, id: string, { person, key, list }: Payer = {}) =>
  [
    'admission',
    now,
    jobId,
    id,
    ...(person === undefined ? [] : [person, ...(key === undefined ? [] : [key])]),
    ...(list === undefined ? [] : [`list=${list}`]),
  ].join('/');

/** What the mark of an admission says; `undefined` for any other mark. */
export function admissionOf(mark: string): ({ admittedAtMs: number; jobId: string } & Payer) | undefined {
  const [, time, jobId, person, key, list] =
    /^admission\/(\d+)\/([0-9a-f-]{36})\/[^/]*(?:\/([^/=]+)(?:\/([^/=]+))?)?(?:\/list=([^/]+))?$/.exec(
      mark,
    ) ?? [];
  if (time === undefined || jobId === undefined) return undefined;
  return {
    admittedAtMs: Number(time),
    jobId,
    ...(person !== undefined && { person }),
    ...(key !== undefined && { key }),
    ...(list !== undefined && { list }),
  };
}

/** Whose spending in this month the key counts; `undefined` if it counts something else. */
export function spenderOf(key: string, month: Window): string | undefined {
  const end = `#${month.id}`;
  return key.startsWith(spendersPrefix) && key.endsWith(end)
    ? key.slice(spendersPrefix.length, -end.length)
    : undefined;
}

/** The counters of what somebody has spent in a month, and for a list, beside those for everybody. */
export const ownSpend = ({ person, key, list }: Payer, month: Window): string[] => [
  ...(person === undefined ? [] : [tableKeys.personSpend(person, month)]),
  ...(key === undefined ? [] : [tableKeys.keySpend(key, month)]),
  ...(list === undefined ? [] : [tableKeys.listSpend(list)]),
];

/** When the table may forget a counter, in epoch seconds: a day after its window. */
export function expiryOf(window: Window): number {
  return Math.ceil(window.endsAt / 1000) + 86_400;
}

/** Budgets are counted in whole micro-dollars, because sums of fractions drift. */
export function microDollars(usd: number): number {
  return Math.round(usd * 1_000_000);
}
