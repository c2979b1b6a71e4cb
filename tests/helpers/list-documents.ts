import { sha256Hex } from '../../src/lib/hash.ts';
import type { ListDocument } from '../../src/store/documents.ts';

export const LIST_ID = '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41';
export const LIST_KEY = 'the-key-of-this-list-and-no-other';

/** Three prompts for the two models of a `jobWorld`, which cost 8 cents each. */
export const listDocument = (changes: Partial<ListDocument> = {}): ListDocument => ({
  listId: LIST_ID,
  name: 'Foxes',
  createdAt: '2026-11-20T12:00:00.000Z',
  prompts: [{ text: 'a red fox', category: 'animals' }, { text: 'a blue fox' }, { text: 'no fox' }],
  models: [
    { id: '1-model-1', name: 'Model 1' },
    { id: '2-model-2', name: 'Model 2' },
  ],
  count: 1,
  parameters: {},
  blind: false,
  visibility: 'private',
  cellUsd: { low: 0.06, high: 0.08 },
  runKeyHash: sha256Hex(LIST_KEY),
  ...changes,
});
