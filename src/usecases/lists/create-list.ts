import type { Slot } from '../../config/slot.ts';
import type { CreateListRequest, CreateListResponse } from '../../contract/index.ts';
import { invalidField, RequestError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import type { ListStore } from '../../store/list-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { planRun } from '../start-run/plan-run.ts';

export interface CreateListTools extends CountActionTools {
  slots: readonly Slot[];
  isBlocked: (prompt: string) => boolean;
  lists: Pick<ListStore, 'create'>;
}

export interface CreateListInput {
  /** Valid by the contract, its texts normalized. */
  request: CreateListRequest;
  /** As the gateway saw it. */
  address: string;
  /** The person whose list it will be, where people sign in. */
  owner: string | undefined;
  /** Hash of the key that it shall have. */
  runKeyHash: string | undefined;
}

/** Blocked prompts named in a refusal. */
const MOST_NAMED = 20;

/**
 * Keeps a list of prompts. Every one of them passes the content filter now, and again when its cell is started.
 * @throws RequestError PROMPT_BLOCKED; UNKNOWN_MODEL; INVALID_PARAMETER for too many pictures of one prompt, or for a list that
 * would be nobody's; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function createList(tools: CreateListTools) {
  return async ({ request, address, owner, runKeyHash }: CreateListInput): Promise<CreateListResponse> => {
    if (owner === undefined && runKeyHash === undefined) throw needsKey();
    await countAction(tools, address, owner);
    const { name, prompts, models: wanted, count = 1, parameters = {}, budgetUsd } = request;
    const { blind = true, visibility = 'private' } = request;
    const indexes = Array.from({ length: count }, (_, index) => index);
    const { models, estimatedCostUsd: cellUsd } = planRun(tools.slots, wanted, indexes);
    requireAllowed(tools, prompts);
    const listId = tools.newId();
    await failClosed(
      tools.lists.create({
        listId,
        name,
        createdAt: isoTime(tools.clock.now()),
        prompts,
        models: models.map(({ id, name: called }) => ({ id, name: called })),
        count,
        parameters,
        blind,
        visibility,
        cellUsd,
        ...(budgetUsd !== undefined && { budgetUsd }),
        ...(owner !== undefined && { owner }),
        ...(runKeyHash !== undefined && { runKeyHash }),
      }),
    );
    const cells = prompts.length;
    const times = (usd: number) => Math.round(usd * cells * 1e6) / 1e6;
    return {
      listId,
      cells,
      pictures: cells * models.length * count,
      estimatedUsd: { low: times(cellUsd.low), high: times(cellUsd.high) },
    };
  };
}

function requireAllowed({ isBlocked }: CreateListTools, prompts: CreateListRequest['prompts']) {
  const blocked = prompts.flatMap(({ text }, n) => (isBlocked(text) ? [n] : []));
  const [first] = blocked;
  if (first === undefined) return;
  const count =
    blocked.length === 1
      ? `Prompt ${first + 1} asks`
      : `${blocked.length} prompts ask, the first is ${first + 1},`;
  throw new RequestError(
    'PROMPT_BLOCKED',
    `${count} for sexual or abusive content, which this service does not draw. Please change the wording.`,
    {
      details: blocked.slice(0, MOST_NAMED).map((n) => ({
        field: `prompts[${n}].text`,
        message: `Prompt ${n + 1} asks for content that is not drawn.`,
      })),
    },
  );
}

function needsKey(): RequestError {
  return invalidField('X-Run-Key-Hash', 'X-Run-Key-Hash is missing: a list belongs to whoever has its key.');
}
