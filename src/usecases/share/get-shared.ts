import { isLinkId } from '../../contract/generated/validators.js';
import type { Result, SharedResult, SharedRunResponse } from '../../contract/index.ts';
import { linkNotFound } from '../../errors.ts';
import type { LinkDocument } from '../../store/documents.ts';
import type { LinkStore } from '../../store/link-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { type GetStatusTools, getStatus } from '../read-run/get-status.ts';
import { type Copies, type CopyTools, copyPictures } from './copy-pictures.ts';

export interface GetSharedTools extends GetStatusTools, CopyTools {
  links: CopyTools['links'] & Pick<LinkStore, 'find'>;
}

/**
 * What a link shows: the run as `GET /status` tells it, without what would lead to the run, and if so agreed without what was asked for.
 * @throws RequestError LINK_NOT_FOUND; RUN_DELETED, RUN_EXPIRED; DISPATCH_FAILED if a store is unavailable
 */
export function getShared(tools: GetSharedTools) {
  const statusOf = getStatus(tools);
  const found = async (linkId: string): Promise<LinkDocument> => {
    const link = isLinkId(linkId) ? await failClosed(tools.links.find(linkId)) : undefined;
    if (link === undefined) throw linkNotFound();
    return link;
  };
  return async (linkId: string): Promise<SharedRunResponse> => {
    const link = await found(linkId);
    // Whoever has made the link may see the run, and whoever has the link may, too.
    const read = () => statusOf(link.jobId, { isAdmin: true });
    const run = await failClosed(read());
    const addressOf = await failClosed(tools.pictures(run.expiresAt));
    const { copies, isNew } = await failClosed(copyPictures(tools, link, run.results, addressOf));
    if (isNew) {
      // Whoever revoked or deleted it meanwhile has not found all copies: nobody may learn where they are.
      await found(linkId);
      await failClosed(read());
    }
    const { withPrompt, withCosts } = link;
    const { title, prompt, parameters, actualCostUsd, unknownCosts, maybeBilled } = run;
    return {
      status: run.status,
      createdAt: run.createdAt,
      endedAt: run.endedAt,
      ...(withPrompt && { ...(title !== undefined && { title }), prompt, parameters }),
      // Not told before the run is revealed.
      ...(withCosts && run.blind !== true && { actualCostUsd, unknownCosts, maybeBilled }),
      results: run.results.map((result) => shared(result, link, copies)),
    };
  };
}

function shared(result: Result, { withPrompt, withCosts }: LinkDocument, copies: Copies): SharedResult {
  const { model, provider, index = 0, status } = result;
  const cost =
    withCosts && 'costUsd' in result && result.costUsd !== undefined ? { costUsd: result.costUsd } : {};
  const plain = { model, provider, index, status, ...cost };
  if (result.status === 'failed') return { ...plain, error: { code: result.error.code } };
  if (result.status !== 'completed') return plain;
  const { width, height, durationMs, requested, sent, revisedPrompt } = result;
  return {
    ...plain,
    ...copies.get(result.imageKey),
    width,
    height,
    durationMs,
    ...(withPrompt && { requested, sent, ...(revisedPrompt !== undefined && { revisedPrompt }) }),
  };
}
