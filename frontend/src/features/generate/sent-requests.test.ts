import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

const REQUEST = { prompt: 'a red fox', models: ['1-one', '2-two'], seed: 1 };
const asGiven = (models: readonly string[]) => [...models];
const backwards = (models: readonly string[]) => models.toReversed();

let now = 1_800_000_000_000;
beforeEach(() => {
  localStorage.clear();
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** The page as it is after a reload. */
async function load() {
  jest.resetModules();
  return import('./sent-requests.ts');
}

it('sends the same request under a new key once its run has started, but for a second', async () => {
  const { toBeSent, noteAnswered } = await load();
  const first = toBeSent(REQUEST, asGiven);
  expect(first).toEqual({ sent: REQUEST, key: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  noteAnswered(first.key);
  now += 999;
  expect(toBeSent(REQUEST, backwards)).toEqual(first);
  now += 1;
  expect(toBeSent(REQUEST, backwards)).toEqual({
    sent: { ...REQUEST, models: ['2-two', '1-one'] },
    key: expect.not.stringMatching(first.key),
  });
});

it('repeats a request without an answer exactly, after a reload as well, for a day', async () => {
  const first = (await load()).toBeSent(REQUEST, backwards);
  now += 24 * 60 * 60 * 1000 - 1;
  const { toBeSent } = await load();
  expect(toBeSent(REQUEST, asGiven)).toEqual(first);
  expect(toBeSent({ ...REQUEST, seed: 2 }, asGiven).key).not.toBe(first.key);
  now += 1;
  expect(toBeSent(REQUEST, asGiven).key).not.toBe(first.key);
});

it('keeps nothing of what was answered', async () => {
  jest.useFakeTimers({ now });
  const { toBeSent, noteAnswered } = await load();
  noteAnswered(toBeSent(REQUEST, asGiven).key);
  expect(localStorage.getItem('pixel-prompt.sent')).toContain('a red fox');
  jest.advanceTimersByTime(1000);
  jest.useRealTimers();
  expect(localStorage.getItem('pixel-prompt.sent')).toBe('[]');
});

it('keeps several requests without an answer apart, and forgets those that were refused', async () => {
  const { toBeSent, forgetSent } = await load();
  const other = { ...REQUEST, index: 1 };
  const [one, two] = [toBeSent(REQUEST, asGiven), toBeSent(other, asGiven)];
  expect([toBeSent(REQUEST, asGiven), toBeSent(other, asGiven)]).toEqual([one, two]);
  forgetSent(one.key);
  expect(toBeSent(REQUEST, asGiven).key).not.toBe(one.key);
  expect(toBeSent(other, asGiven)).toEqual(two);
});

it.each(['{', '{}', '[null, 3, {"asked": 1}]', '[{"asked":"x","key":"k","sentAt":"y"}]'])(
  'begins anew where %s is stored',
  async (stored) => {
    localStorage.setItem('pixel-prompt.sent', stored);
    const { toBeSent } = await load();
    expect(toBeSent({ prompt: 'x' }, asGiven).sent).toEqual({ prompt: 'x' });
  },
);
