import type { DrawRequest } from '../../../../src/contract/index.ts';
import { uuid } from '../../lib/random.ts';
import { asObject, createStore } from '../../lib/store.ts';

/** A request that was sent from this browser, and the key under which a repetition finds its run. */
type SentRequest = {
  /** What was asked for, as text. */
  asked: string;
  /** The order in which the models were named: a repetition has to be the same, letter by letter. */
  models: string[] | undefined;
  key: string;
  sentAt: number;
  isAnswered: boolean;
};

/** The same request within this time belongs to the first, in another tab as well: two taps draw once. */
export const DOUBLE_MS = 1000;
/** How long the API knows a key. */
const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;
const KEPT = 20;

function parseSent(stored: unknown): SentRequest[] {
  const { asked, models, key, sentAt, isAnswered } = asObject(stored);
  if (typeof asked !== 'string' || typeof key !== 'string' || typeof sentAt !== 'number') return [];
  const names = Array.isArray(models) ? models.filter((model) => typeof model === 'string') : undefined;
  return [{ asked, models: names, key, sentAt, isAnswered: isAnswered === true }];
}

/** On the device, so that a request whose answer was lost is found again after a reload and from another tab. */
const sentStore = createStore<readonly SentRequest[]>('sent', (stored) =>
  Array.isArray(stored) ? stored.flatMap(parseSent).slice(0, KEPT) : [],
);

const isRepeated = ({ sentAt, isAnswered }: SentRequest, now: number) =>
  Math.abs(now - sentAt) < (isAnswered ? DOUBLE_MS : KEY_LIFETIME_MS);

/**
 * The request as it has to be sent, with its key: those of before if it was sent before and has no answer yet, or was sent
 * just now.
 * @param order in which the models of a new request are named
 */
export function toBeSent(
  request: DrawRequest,
  order: (models: readonly string[]) => string[],
): { sent: DrawRequest; key: string } {
  const asked = JSON.stringify(request);
  const now = Date.now();
  let entry = sentStore.get().find((sent) => sent.asked === asked && isRepeated(sent, now));
  if (entry === undefined) {
    const models = request.models === undefined ? undefined : order(request.models);
    entry = { asked, models, key: uuid(), sentAt: now, isAnswered: false };
    const added = entry;
    sentStore.set((all) => {
      const others = all.filter((sent) => sent.asked !== asked && isRepeated(sent, now));
      return [added, ...others].slice(0, KEPT);
    });
  }
  const { key, models } = entry;
  return { sent: { ...request, ...(models !== undefined && { models }) }, key };
}

/** The run has started: a moment later, asking for the same again is a new run, and nothing is kept of this one. */
export function noteAnswered(key: string): void {
  setTimeout(() => forgetSent(key), DOUBLE_MS);
  sentStore.set((all) => all.map((sent) => (sent.key === key ? { ...sent, isAnswered: true } : sent)));
}

/** The request was refused, so that there is nothing to find again. */
export function forgetSent(key: string): void {
  sentStore.set((all) => all.filter((sent) => sent.key !== key));
}
