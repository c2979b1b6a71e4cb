import { expect, it } from '@jest/globals';
import { readJson } from '../../../src/store/json.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';

it('readJson reads the document under exactly this key, and nothing under another', async () => {
  const objects = memoryObjectStore();
  await objects.put('jobs/a.json', '{"prompt":"a fox 🦊"}', {
    contentType: 'application/json',
    cacheControl: 'no-store',
  });
  await expect(readJson(objects, 'jobs/a.json')).resolves.toEqual({ prompt: 'a fox 🦊' });
  await expect(readJson(objects, 'jobs/a')).resolves.toBeUndefined();
  await expect(readJson(objects, 'jobs/a.json.bak')).resolves.toBeUndefined();
});

it('readJson throws if the document is not JSON', async () => {
  const objects = memoryObjectStore();
  await objects.put('jobs/a.json', '{"prompt":', {
    contentType: 'application/json',
    cacheControl: 'no-store',
  });
  await expect(readJson(objects, 'jobs/a.json')).rejects.toThrow(SyntaxError);
});
