import type { EnhanceResponse } from '../../contract/index.ts';
import { ProviderError, RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Result } from '../../lib/result.ts';
import type { VendorText } from '../../lib/vendor-text.ts';
import type { PromptEnhancer } from '../../providers/types.ts';
import type { Admitted } from '../limits/gate.ts';

/** The function has 29 seconds; the rest is for limits and keys. */
const TIMEOUT_MS = 24_000;

export interface EnhancePromptTools {
  /** Who rewrites, or why nobody does. */
  enhancer: Result<{ model: string; create: () => Promise<PromptEnhancer> }>;
  /** @throws RequestError when this address may not ask now */
  admit: (address: string) => Promise<Pick<Admitted, 'headers'>>;
  clock: Pick<Clock, 'sleep'>;
}

export interface EnhancedPrompt {
  response: EnhanceResponse;
  headers: Record<string, string>;
}

/** A prompt rewritten by a text model. A failure is an error; the unchanged text is never passed off as a result. */
export function enhancePrompt({ enhancer, admit, clock }: EnhancePromptTools) {
  /**
   * @param original valid by the contract and normalised
   * @throws RequestError RATE_LIMITED, DISPATCH_FAILED, ENHANCER_FAILED
   */
  return async (original: string, address: string): Promise<EnhancedPrompt> => {
    if (!enhancer.ok) {
      throw new RequestError('ENHANCER_FAILED', `Prompts cannot be rewritten here. ${enhancer.reason}`);
    }
    const { headers } = await admit(address);
    const enhanced = await enhance(enhancer.value.create, original, clock);
    if (enhanced === original) throw failed('The text model changed nothing.');
    return { response: { original, enhanced, model: enhancer.value.model }, headers };
  };
}

async function enhance(
  create: () => Promise<PromptEnhancer>,
  prompt: string,
  clock: Pick<Clock, 'sleep'>,
): Promise<VendorText> {
  const vendor = new AbortController();
  const done = new AbortController();
  const timeUp = clock.sleep(TIMEOUT_MS, done.signal).then(() => {
    vendor.abort(new Error('The time for rewriting is up.'));
    throw failed('The text model did not answer in time.');
  });
  // Ends with a rejection of its own once the vendor has answered.
  timeUp.catch(() => undefined);
  try {
    const answer = create().then((enhancer) => enhancer.enhance(prompt, { signal: vendor.signal }));
    return await Promise.race([answer, timeUp]);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    if (error instanceof ProviderError) throw failed(error.message, error);
    throw failed('The text model could not be asked.', error);
  } finally {
    done.abort();
  }
}

function failed(reason: string, cause?: unknown): RequestError {
  return new RequestError('ENHANCER_FAILED', `The prompt was not rewritten. ${reason}`, { cause });
}
