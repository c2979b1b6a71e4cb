import { ProviderError } from '../../errors.ts';
import { safeText } from '../../lib/safe-text.ts';
import { pictureFromBytes } from '../shared/picture.ts';
import type { CallContext, ProviderTools } from '../types.ts';
import { hashText } from './random.ts';

export const LABEL = safeText`Demo`;

/** What happens instead of a picture; resolves where one is to be drawn after all. @throws ProviderError */
export type Scenario = (turn: {
  attempt: number;
  tools: ProviderTools;
  context: CallContext;
  prompt: string;
}) => Promise<void>;

/** Longer than any worker lives. */
const FOREVER_MS = 3_600_000;

const refused: Scenario = async ({ tools, context }) => {
  await think(900, tools, context);
  throw new ProviderError(
    'PROMPT_REFUSED',
    safeText`This demo model refuses every prompt, to show what a refusal looks like.`,
    { billed: 'no', retryable: false },
  );
};

/** The same prompts whenever they are asked for. */
const SHARE_REFUSED = 10;

const refusesSome: Scenario = async ({ tools, context, prompt }) => {
  if (hashText(`refused ${prompt}`) % SHARE_REFUSED !== 0) return;
  await think(200, tools, context);
  throw new ProviderError(
    'PROMPT_REFUSED',
    safeText`This demo model refuses one prompt of ten, to show what that does to a comparison.`,
    { billed: 'no', retryable: false },
  );
};

const rateLimited: Scenario = async ({ attempt, tools, context }) => {
  if (attempt > 1) return;
  await think(300, tools, context);
  throw new ProviderError(
    'RATE_LIMITED',
    safeText`This demo model is busy the first time it is asked, to show that waiting helps.`,
    { billed: 'no', retryable: true, notStarted: { waitMs: 2000 } },
  );
};

const down: Scenario = async ({ tools, context }) => {
  await think(700, tools, context);
  throw new ProviderError(
    'PROVIDER_DOWN',
    safeText`This demo model is always down, to show what an outage looks like.`,
    {
      billed: 'no',
      retryable: true,
    },
  );
};

const garbage: Scenario = async ({ tools, context }) => {
  await think(1200, tools, context);
  pictureFromBytes(Buffer.from('This is not a picture.'), LABEL);
};

const never: Scenario = ({ tools, context }) => think(FOREVER_MS, tools, context);

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'demo-grade-4': refusesSome,
  'demo-refused': refused,
  'demo-rate-limited': rateLimited,
  'demo-down': down,
  'demo-garbage': garbage,
  'demo-never': never,
};

/** Waits as a model at work would. @throws ProviderError TIMEOUT when the time is up first */
export async function think(
  milliseconds: number,
  tools: ProviderTools,
  { signal }: CallContext,
): Promise<void> {
  try {
    await tools.clock.sleep(milliseconds, signal);
  } catch {
    throw new ProviderError(
      'TIMEOUT',
      safeText`The demo model did not answer in time. Nothing was charged.`,
      {
        billed: 'no',
        retryable: true,
      },
    );
  }
}
