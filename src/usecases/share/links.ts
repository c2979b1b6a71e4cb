import { isJobId, isLinkId } from '../../contract/generated/validators.js';
import type { CreateLinkRequest, Link, LinkListResponse, RevokeLinkResponse } from '../../contract/index.ts';
import { linkNotFound, notYourRun, RequestError } from '../../errors.ts';
import { isoTime, newestFirst } from '../../lib/clock.ts';
import type { LinkDocument } from '../../store/documents.ts';
import type { LinkStore } from '../../store/link-store.ts';
import { type ChangeRunTools, saveState } from '../change-run/change-run.ts';
import { expiresAfter } from '../expiry.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { findOwned, type OwnedRun } from '../owned-run.ts';
import { isSomebody, type Requester } from '../requester.ts';
import { whyGone } from '../who-may-see.ts';

/** Links to one run at a time. */
export const MOST_LINKS = 20;

export interface LinksTools extends CountActionTools, Pick<ChangeRunTools, 'jobs' | 'expiries' | 'keptDays'> {
  links: Pick<LinkStore, 'add' | 'find' | 'idsOf' | 'revoke'>;
  newLinkId: () => string;
}

export interface LinkInput extends Requester {
  jobId: string;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Makes a link to a run and its follow-ups. A run that has links has a day on which it goes, so that they and their pictures go with it.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RUN_DELETED; RUN_EXPIRED; INVALID_PARAMETER for too many links;
 * RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function createLink(tools: LinksTools) {
  return async ({ request, ...input }: LinkInput & { request: CreateLinkRequest }): Promise<Link> => {
    const run = await counted(tools, input);
    const { withPrompt = false, withCosts = false } = request;
    const { links, expiries, clock, keptDays, newLinkId } = tools;
    const { jobId } = run;
    if ((await failClosed(linksOf(tools, jobId))).length >= MOST_LINKS) {
      const message = `A run has at most ${MOST_LINKS} links. Revoke one.`;
      throw new RequestError('INVALID_PARAMETER', message);
    }
    if (run.expiresAt === undefined) {
      const expiresAt = expiresAfter(run.createdAt, keptDays);
      await failClosed(expiries.add({ jobId, expiresAt }));
      await failClosed(saveState(tools, run, { expiresAt }));
    }
    const link = { linkId: newLinkId(), jobId, createdAt: isoTime(clock.now()), withPrompt, withCosts };
    await failClosed(links.add(link));
    // Whoever deletes the run from now on finds the link.
    const gone = whyGone(undefined, await failClosed(tools.jobs.findState(jobId)), clock.now());
    if (gone !== undefined) {
      await failClosed(links.revoke(link.linkId));
      throw gone;
    }
    return shownLink(link);
  };
}

/** The links to a run. @throws RequestError as for making one */
export function listLinks(tools: LinksTools) {
  return async (input: LinkInput): Promise<LinkListResponse> => {
    const { jobId } = await owned(tools, input);
    const links = (await failClosed(linksOf(tools, jobId))).map(shownLink);
    return { links: links.sort(newestFirst) };
  };
}

/** Revokes a link. @throws RequestError as for making one; LINK_NOT_FOUND */
export function revokeLink(tools: LinksTools) {
  return async ({ linkId, ...input }: LinkInput & { linkId: string }): Promise<RevokeLinkResponse> => {
    const { jobId } = await counted(tools, input);
    if (!isLinkId(linkId)) throw linkNotFound();
    const link = await failClosed(tools.links.find(linkId));
    if (link !== undefined && link.jobId !== jobId) throw linkNotFound();
    await failClosed(tools.links.revoke(linkId));
    return { linkId };
  };
}

/** Those that were not revoked. */
export async function linksOf(
  { links }: { links: Pick<LinkStore, 'find' | 'idsOf'> },
  jobId: string,
): Promise<LinkDocument[]> {
  const found = await Promise.all((await links.idsOf(jobId)).map((id) => links.find(id)));
  return found.filter((link) => link !== undefined);
}

async function counted(tools: LinksTools, input: LinkInput): Promise<OwnedRun> {
  if (!isJobId(input.jobId) || !isSomebody(input)) throw notYourRun();
  await countAction(tools, input.address, input.owner);
  return owned(tools, input);
}

async function owned({ jobs, clock }: LinksTools, { jobId, ...who }: LinkInput): Promise<OwnedRun> {
  const run = isJobId(jobId) ? await failClosed(findOwned(jobs, jobId, who)) : undefined;
  if (run === undefined) throw notYourRun();
  const gone = whyGone(undefined, run, clock.now());
  if (gone !== undefined) throw gone;
  return run;
}

export const shownLink = ({ linkId, createdAt, withPrompt, withCosts }: LinkDocument): Link => ({
  linkId,
  createdAt,
  withPrompt,
  withCosts,
});
