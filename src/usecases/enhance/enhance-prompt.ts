import type { EnhanceResponse } from '../../contract/index.ts';
import { ProviderError, promptBlocked, RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Result } from '../../lib/result.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import { type VendorText, withoutQuotes } from '../../lib/vendor-text.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { PromptEnhancer } from '../../providers/types.ts';
import type { Client, Clients } from '../limits/clients.ts';
import { enhanceQuotas, type RunLimits } from '../limits/quotas.ts';
import { failClosed, type RateLimiter } from '../limits/rate-limiter.ts';

/** Counted as spent for each call, in US dollars: more than 500 characters in and 1000 out cost anywhere in the catalog. */
const CALL_USD = 0.005;
/** The function has 29 seconds; the rest is for limits and API keys. */
const TIMEOUT_MS = 24_000;

export interface EnhancePromptTools {
  /** The text model that rewrites, or why there is none. */
  enhancer: Result<{ model: string; isFree: boolean; create: () => Promise<PromptEnhancer> }>;
  isBlocked: (prompt: string) => boolean;
  rateLimiter: RateLimiter;
  limits: RunLimits;
  clients: Pick<Clients, 'identify'>;
  clock: Clock;
  newId: () => string;
}

export interface EnhancedPrompt {
  response: EnhanceResponse;
  headers: Record<string, string>;
}

/** Rewrites a prompt with a text model. A failure is an error: the unchanged text is never passed off as a result. */
export function enhancePrompt({ enhancer, clock, ...tools }: EnhancePromptTools) {
  /**
   * @param original valid by the contract and normalized
   * @param who asks: the person, where people sign in, and the key of a program
   * @throws RequestError PROMPT_BLOCKED, RATE_LIMITED, BUDGET_EXHAUSTED, DISPATCH_FAILED, ENHANCER_FAILED
   */
  return async (
    original: string,
    address: string,
    { person, key }: Pick<Client, 'person' | 'key'> = {},
  ): Promise<EnhancedPrompt> => {
    if (!enhancer.ok) {
      throw new RequestError('ENHANCER_FAILED', `Prompts cannot be rewritten here. ${enhancer.reason}`);
    }
    if (tools.isBlocked(original)) throw promptBlocked();
    const now = clock.now();
    const client = { ...(await failClosed(tools.clients.identify(address, now))), person, key };
    const quotas = enhanceQuotas(tools.limits, client, now, enhancer.value.isFree ? 0 : CALL_USD);
    const admitted = await tools.rateLimiter.admit(quotas, tools.newId(), now);
    let enhanced: VendorText;
    try {
      enhanced = await enhance(enhancer.value.create, original, clock);
    } catch (error) {
      if (isUnbilled(error)) await admitted.refund('reservations');
      throw error;
    } finally {
      await admitted.confirm();
    }
    if (enhanced === original) throw failed(safeText`The text model changed nothing.`);
    const { model } = enhancer.value;
    return {
      response: { original, enhanced, model, short_prompt: enhanced, long_prompt: enhanced },
      headers: admitted.headers,
    };
  };
}

async function enhance(
  create: () => Promise<PromptEnhancer>,
  prompt: string,
  clock: Pick<Clock, 'sleep'>,
): Promise<VendorText> {
  try {
    return await withDeadline(async (signal) => (await create()).enhance(prompt, { signal }), {
      milliseconds: TIMEOUT_MS,
      clock,
      timeUp: () => failed(safeText`The text model did not respond in time.`),
    });
  } catch (error) {
    if (error instanceof RequestError) throw error;
    if (error instanceof ProviderError) throw failed(error.message, error);
    throw failed(safeText`The text model could not be called.`, withoutQuotes(error));
  }
}

const isUnbilled = (error: unknown) =>
  error instanceof RequestError && error.cause instanceof ProviderError && error.cause.billed === 'no';

function failed(reason: SafeText, cause?: unknown): RequestError {
  return new RequestError('ENHANCER_FAILED', `The prompt was not rewritten. ${reason}`, { cause });
}
