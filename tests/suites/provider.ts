import { describe, expect, it } from '@jest/globals';
import type { Billed, ParameterName, ResultErrorCode, Sent } from '../../src/contract/index.ts';
import { ProviderError } from '../../src/errors.ts';
import { imageFacts } from '../../src/lib/image-type.ts';
import type { GenerateOptions, ImageProvider, ModelSettings } from '../../src/providers/types.ts';
import {
  fetchFailure,
  type ProviderWorld,
  providerWorld,
  type RecordedCall,
  type ScriptedReply,
} from '../helpers/provider-world.ts';

/** What a failure has to look like to the rest of the system. */
export interface ExpectedFailure {
  code: ResultErrorCode;
  billed: Billed;
  retryable: boolean;
  /** `false`: must never be asked again by itself; else the wait, `undefined` for our own. */
  notStarted?: { waitMs: number | undefined } | false;
  /** What the sentence has to tell. */
  message?: RegExp;
}

export interface FailureCase {
  name: string;
  replies: readonly ScriptedReply[];
  expected: ExpectedFailure;
}

/** A vendor that is busy, with and without a wait, and one that is down. @param json the body of a 429, if it has one */
export const busyAndDown = (json?: unknown): FailureCase[] => [
  {
    name: 'a rate limit with a wait',
    replies: [{ status: 429, json, headers: { 'retry-after': '2' } }],
    expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 2000 } },
  },
  {
    name: 'a rate limit without a wait',
    replies: [{ status: 429, json }],
    expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
  },
  ...[500, 503].map((status) => ({
    name: `HTTP ${status}, which may have been billed`,
    replies: [{ status, text: '' }],
    expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
  })),
];

export interface ProviderSuiteOptions {
  provider: ImageProvider;
  /** With a key, unless the vendor has none: the suite looks for it everywhere. */
  settings: ModelSettings;
  /** Every setting that this model takes; the others have to warn. */
  supported: readonly ParameterName[];
  /** For a model that rolls its own seed: one, so that two plans can be compared. */
  fixedSeed?: number;
  success: {
    replies: readonly ScriptedReply[];
    pictures?: Readonly<Record<string, Uint8Array>>;
    options: GenerateOptions;
    /** Exactly what has to go out, keys written as `<key>`. */
    calls: readonly RecordedCall[];
    sent: Sent;
    costUsd?: number;
  };
  /** Refusals, bad key, no credit, rate limits with and without a wait, outages, … */
  failures: readonly FailureCase[];
  /** Answers that look like success and hold no picture. */
  malformed: readonly (readonly ScriptedReply[])[];
  /** `none` for a provider that talks to nobody. */
  transport?: 'http' | 'bedrock' | 'none';
}

const PROMPT = 'a red fox in snow, prompt-marker-7391';
const EXTRAS: Required<Omit<GenerateOptions, 'prompt' | 'aspectRatio' | 'edit'>> = {
  seed: 7,
  negativePrompt: 'blur',
  steps: 20,
  guidance: 5,
  control: 1,
};
const WORDS: Record<string, RegExp> = {
  seed: /^seed is not supported by this model and was not sent$/,
  negativePrompt: /^negative ?prompt is not supported by this model and was not sent$/i,
  steps: /^steps (?:is|are) not supported by this model and (?:was|were) not sent$/,
  guidance: /^guidance is not supported by this model and was not sent$/,
  control: /^control is not supported by this model and was not sent$/,
};

/** What every provider promises, whatever its vendor does. */
export function providerSuite(name: string, suite: ProviderSuiteOptions): void {
  const { provider, settings, success } = suite;
  const transport = suite.transport ?? 'http';
  const key = settings.key;
  const world = (replies: readonly ScriptedReply[]) =>
    providerWorld(replies, {
      key,
      ...(success.pictures === undefined ? {} : { pictures: success.pictures }),
    });
  const plan = (here: ProviderWorld, options: GenerateOptions, changed: Partial<ModelSettings> = {}) =>
    provider.createImageModel({ ...settings, ...changed }, here.tools).plan(options);
  const failureOf = async (replies: readonly ScriptedReply[], signal = new AbortController().signal) => {
    const here = world(replies);
    const outcome = await plan(here, success.options)
      .run({ signal })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    return { here, error: asProviderError(outcome) };
  };

  describe(`${name}: planning`, () => {
    it('is pure: the same input gives the same plan', () => {
      const here = world([]);
      const first = plan(here, success.options);
      const second = plan(here, success.options);
      expect({ sent: second.sent, warnings: second.warnings }).toEqual({
        sent: first.sent,
        warnings: first.warnings,
      });
      expect(here.calls).toEqual([]);
    });

    it('reports exactly what will be sent, without prompt and key', () => {
      const { sent } = plan(world([]), success.options);
      expect(sent).toEqual(success.sent);
      const { sent: sentWithMarker } = plan(world([]), { ...success.options, prompt: PROMPT });
      expect(JSON.stringify(sentWithMarker)).not.toContain('prompt-marker-7391');
      if (key !== undefined) expect(JSON.stringify(sentWithMarker)).not.toContain(key);
    });

    it('warns of every setting that the model does not take, and of no other', () => {
      for (const [option, value] of Object.entries(EXTRAS)) {
        const { warnings } = plan(world([]), { prompt: PROMPT, [option]: value });
        const isSupported = (suite.supported as readonly string[]).includes(option);
        expect({ option, warnings: warnings.length }).toEqual({ option, warnings: isSupported ? 0 : 1 });
        if (!isSupported) expect(warnings[0]?.sentence).toMatch(WORDS[option] ?? /never/);
      }
    });

    it('sends nothing for a setting that the model does not take', () => {
      const given = {
        prompt: PROMPT,
        ...(suite.fixedSeed !== undefined && { seed: suite.fixedSeed }),
      };
      const bare = plan(world([]), given).sent;
      for (const [option, value] of Object.entries(EXTRAS)) {
        const { sent } = plan(world([]), { ...given, [option]: value });
        const isSupported = (suite.supported as readonly string[]).includes(option);
        if (isSupported) expect({ option, sent }).not.toEqual({ option, sent: bare });
        else expect({ option, sent }).toEqual({ option, sent: bare });
      }
    });

    it('keeps seed 0', () => {
      const { sent } = plan(world([]), { prompt: PROMPT, seed: 0 });
      expect(Object.values(sent).includes(0)).toBe(suite.supported.includes('seed'));
    });

    it('uses the nearest shape, with a warning, if the requested one is missing', () => {
      const square = settings.sizes['1:1'];
      const sizes = square === undefined ? {} : { '1:1': square };
      const { warnings } = plan(world([]), { prompt: PROMPT, aspectRatio: '16:9' }, { sizes });
      expect(warnings.filter(({ sentence }) => /aspect ratio/i.test(sentence))).toHaveLength(1);
    });
  });

  describe(`${name}: success`, () => {
    it('sends exactly one billable request, as the vendor documents it, and returns its picture', async () => {
      const here = world(success.replies);
      const image = await plan(here, success.options).run({ signal: new AbortController().signal });
      expect(here.calls).toEqual(success.calls);
      expect(billable(here.calls)).toBe(transport === 'none' ? 0 : 1);
      expect(imageFacts(image.bytes)).toBeDefined();
      // Addresses that are not public are opened on the owner's own server alone.
      for (const { trustedOrigin } of here.downloads) {
        expect(trustedOrigin).toBe(settings.baseUrl && new URL(settings.baseUrl).origin);
      }
      expect(image.costUsd).toEqual(success.costUsd);
      if (key !== undefined) expect(JSON.stringify({ ...image, bytes: undefined })).not.toContain(key);
    });
  });

  describe(`${name}: failures`, () => {
    for (const { name: what, replies, expected } of suite.failures) {
      it(`maps ${what} to ${expected.code}, billed ${expected.billed}`, async () => {
        const { here, error } = await failureOf(replies);
        expectFailure(error, expected);
        expectNoKey(error, key);
        expect(billable(here.calls)).toBeLessThanOrEqual(1);
      });
    }

    if (suite.malformed.length > 0) {
      it('reports a reply without a usable picture as INVALID_IMAGE, and never as free', async () => {
        for (const replies of suite.malformed) {
          const { error } = await failureOf(replies);
          expect(error.code).toBe('INVALID_IMAGE');
          expect(['yes', 'unknown']).toContain(error.billed);
          expect(error.notStarted).toBeUndefined();
        }
      });
    }

    if (transport !== 'none') {
      it('ends when its time is up, and does not know whether it was billed', async () => {
        const timer = new AbortController();
        const ended = failureOf([{ never: true }], timer.signal);
        timer.abort(new DOMException('The operation timed out.', 'TimeoutError'));
        const { here, error } = await ended;
        expectFailure(error, { code: 'TIMEOUT', billed: 'unknown', retryable: true, notStarted: false });
        expect(here.calls).toHaveLength(1);
      });
    }

    if (transport === 'http') {
      for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED']) {
        it(`may be asked again after ${code}: the vendor never saw the request`, async () => {
          const { error } = await failureOf([fetchFailure(code)]);
          expectFailure(error, {
            code: 'PROVIDER_DOWN',
            billed: 'no',
            retryable: true,
            notStarted: { waitMs: undefined },
          });
        });
      }

      for (const code of ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']) {
        it(`does not know the outcome after ${code}, and never asks again`, async () => {
          const { error } = await failureOf([fetchFailure(code)]);
          expectFailure(error, {
            code: 'OUTCOME_UNKNOWN',
            billed: 'unknown',
            retryable: true,
            notStarted: false,
          });
        });
      }

      it('never repeats the key, even when the vendor does', async () => {
        if (key === undefined) return expect(settings.key).toBeUndefined();
        for (const status of [400, 401, 402, 403, 404, 422, 429, 500, 503]) {
          for (const reply of echoes(status, key)) {
            const { error } = await failureOf([reply]);
            expectNoKey(error, key);
          }
        }
      });

      it('knows no code, type or name that is a word of JavaScript', async () => {
        for (const word of ['constructor', '__proto__', 'toString', 'valueOf']) {
          for (const status of [200, 400, 403]) {
            const { error } = await failureOf([{ status, json: coded(word) }]);
            expect(error.message).not.toMatch(/undefined|\[object|native code/);
          }
        }
      });

      it('does not follow redirects with the key', async () => {
        const headers = { location: 'https://elsewhere.example/' };
        const { here, error } = await failureOf([{ status: 307, headers }]);
        expect(error).toMatchObject({ billed: 'no', retryable: false, notStarted: undefined });
        expect(here.calls).toHaveLength(1);
      });
    }
  });
}

function billable(calls: readonly RecordedCall[]): number {
  return calls.filter((call) => call.method === 'POST').length;
}

function asProviderError(outcome: unknown): ProviderError {
  expect(outcome).toBeInstanceOf(ProviderError);
  if (!(outcome instanceof ProviderError)) throw outcome;
  return outcome;
}

function expectFailure(error: ProviderError, expected: ExpectedFailure): void {
  const { code, billed, retryable } = error;
  expect({ code, billed, retryable }).toEqual({
    code: expected.code,
    billed: expected.billed,
    retryable: expected.retryable,
  });
  if (expected.notStarted !== undefined) expect(error.notStarted).toEqual(expected.notStarted || undefined);
  if (expected.message !== undefined) expect(error.message).toMatch(expected.message);
  // A sentence for people: not a code, not a dump.
  expect(error.message).toMatch(/^[\p{L}“][^{}]{10,}[.!?”]$/u);
}

/** Whole or in telling parts, in whatever hangs on the error. */
function expectNoKey(error: ProviderError, key: string | undefined): void {
  if (key === undefined) return;
  const everything: string[] = [];
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    everything.push(link.message, link.stack ?? '', JSON.stringify(link));
  }
  const text = everything.join('\n');
  for (const part of [key, key.slice(0, 12), key.slice(-8)]) expect(text).not.toContain(part);
}

/** An error body with this in every field by which vendors say what an error is. */
function coded(word: string): unknown {
  const fields = { code: word, type: word, name: word, reason: word, status: word, state: word };
  return { ...fields, error: { ...fields, message: 'It did not work.' }, finish_reason: word };
}

/** The ways in which vendors quote a key back. */
function echoes(status: number, key: string): ScriptedReply[] {
  const text = `Incorrect API key provided: ${key}. Or ${key.slice(0, 8)}…${key.slice(-4)}.`;
  return [
    { status, json: { error: { message: text, code: 'bad' } } },
    { status, json: { error: text } },
    { status, json: { id: 'x', name: 'bad', errors: [text], message: text } },
    { status, json: { detail: [{ loc: ['header'], msg: text, type: 'bad' }] } },
    { status, text },
  ];
}
