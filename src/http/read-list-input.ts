import { isCreateListRequest, isListsQuery } from '../contract/generated/validators.js';
import type { CreateListRequest, ListsQuery } from '../contract/index.ts';
import { cleanText } from '../lib/sanitise.ts';
import { type JsonRequest, readJsonBody, readListQuery, valid, type WithQuery } from './read-input.ts';

/** The longest prompts that there can be in a list, in any script. */
export const MAX_LIST_BYTES = 1024 * 1024;

/** The checked body of `POST /lists`, its texts normalised. @throws RequestError */
export function readCreateListRequest(request: JsonRequest): CreateListRequest {
  const body = valid(readJsonBody(request, MAX_LIST_BYTES), isCreateListRequest);
  const { name, prompts, parameters } = body;
  const { negativePrompt, ...others } = parameters ?? {};
  const unwanted = cleanText(negativePrompt ?? '');
  return {
    ...body,
    name: cleanText(name),
    prompts: prompts.map(({ text, category }) => ({
      text: cleanText(text),
      ...(category !== undefined && { category: cleanText(category) }),
    })),
    ...(parameters !== undefined && {
      parameters: { ...others, ...(unwanted !== '' && { negativePrompt: unwanted }) },
    }),
  };
}

/** The checked query of `GET /lists`. @throws RequestError */
export const readListsQuery = (request: WithQuery): ListsQuery => readListQuery(request, isListsQuery);
