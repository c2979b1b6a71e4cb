import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANYBODY } from '../../../src/access/identify.ts';
import { MOST_PICTURES } from '../../../src/contract/constants.ts';
import { apiHandler } from '../../../src/http/api-handler.ts';
import { fresh } from '../../../src/http/respond.ts';
import { fitting, MAX_RESPONSE_BYTES } from '../../../src/http/response-size.ts';
import { lru } from '../../../src/lib/lru.ts';
import { ownersText } from '../../../src/lib/safe-text.ts';
import { type VendorText, vendorPrompt, vendorWords } from '../../../src/lib/vendor-text.ts';
import { jobStore } from '../../../src/store/job-store.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';
import { resultStore } from '../../../src/store/result-store.ts';
import { getGallery } from '../../../src/usecases/gallery/get-gallery.ts';
import { plainAddresses } from '../../../src/usecases/picture-addresses.ts';
import { getStatus } from '../../../src/usecases/read-run/get-status.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import {
  CREATED_AT,
  completedDocument,
  failedDocument,
  JOB_ID,
  jobDocument,
  readStores,
  storeJob,
} from '../../helpers/job-documents.ts';
import { recordingLog } from '../../helpers/recording-log.ts';

const lambdaBytes = (response: unknown) => Buffer.byteLength(JSON.stringify(response));

function ask(body: unknown) {
  const log = recordingLog();
  const handler = apiHandler(
    { method: 'GET', who: { scope: 'read' }, identify: async () => ANYBODY, log, allowedOrigins: ['*'] },
    async () => fresh(body),
  );
  return handler(exampleEvent('status', { headers: { 'accept-encoding': 'identity' } }), lambdaContext);
}

describe('a response', () => {
  it('that Lambda can take passes as it is', () => {
    const response = fresh({ text: 'a'.repeat(MAX_RESPONSE_BYTES - 20_000) });
    expect(fitting(response)).toBe(response);
  });

  it('passes up to the 6 MB of Lambda less 16 KB for headers, to the byte', () => {
    const around = Buffer.byteLength(JSON.stringify(fresh({ text: '' })));
    const room = 6 * 1024 * 1024 - 16 * 1024 - around;
    const full = fresh({ text: 'a'.repeat(room) });
    expect(fitting(full)).toBe(full);
    expect(() => fitting(fresh({ text: 'a'.repeat(room + 1) }))).toThrow('larger than the 6 MB');
  });

  it.each([
    ['of too many bytes', 'a'.repeat(MAX_RESPONSE_BYTES)],
    ['of too many bytes with its escapes', '"'.repeat(MAX_RESPONSE_BYTES / 4 + 1)],
    ['of too many bytes in UTF-8', '雪'.repeat(MAX_RESPONSE_BYTES / 3)],
  ])('%s becomes an error that says what to do', async (_, text) => {
    const response = await ask({ text });
    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({
      code: 'INTERNAL',
      error: expect.stringContaining('larger than the 6 MB'),
    });
    expect(response.headers['Access-Control-Allow-Origin']).toBe('*');
  });

  it('to the biggest run has room to spare, whatever its people, owner and vendors write', async () => {
    const letters = fc.constantFrom('"', '\\', '\n', '<', 'a', 'é', '雪', '🦊', '\u200d', '\u0301');
    await fc.assert(
      fc.asyncProperty(letters, fc.boolean(), async (letter, fail) => {
        const objects = memoryObjectStore();
        const long = (length: number) => letter.repeat(length);
        const indexes = [0, 1, 2, 3];
        const ids = Array.from({ length: MOST_PICTURES / 4 }, (_, slot) => `${slot + 1}-${'m'.repeat(80)}`);
        const account = {
          model: long(100),
          provider: long(50),
          requested: { negativePrompt: long(1000) },
          sent: { model: long(200), negative_prompt: long(1000), prompt_suffix: long(1000) },
          warnings: Array(12).fill(ownersText(long(300))),
        };
        const revisedPrompt = vendorPrompt(`a${long(20_000)}`, []) ?? vendorPrompt('a', []);
        const message = ownersText(`${long(300)}${vendorWords(long(20_000), [])}`);
        const error = { code: 'BAD_PARAMETER', message, billed: 'no', retryable: false } as const;
        const results = ids.flatMap((id) =>
          indexes.map((index) =>
            fail
              ? failedDocument(id, { index, ...account, error })
              : completedDocument(id, { index, ...account, ...(revisedPrompt && { revisedPrompt }) }),
          ),
        );
        const models = ids.map((id) => ({
          id,
          name: long(100),
          provider: long(50),
          reservedUsd: 1,
          timeoutSeconds: 9,
        }));
        const asked = { prompt: long(1000), parameters: account.requested, models, indexes };
        const job = jobDocument(ids.length, { ...asked, version: 2 });
        const jobs = jobStore(objects);
        const stored = resultStore(objects);
        await jobs.create(job);
        for (const result of results) await stored.save(JOB_ID, result);
        await jobs.end(JOB_ID, { endedAt: CREATED_AT });
        for (let retry = 0; retry < 20; retry += 1) {
          const followUp = { ...job, jobId: `0f8d2c5e-6a4b-4d3c-9e1f-${String(retry).padStart(12, '0')}` };
          await jobs.addFollowUp(JOB_ID, followUp, { most: 20, taken: retry });
          await jobs.endFollowUp(JOB_ID, { job: followUp, results, endedAt: CREATED_AT });
        }

        const tools = {
          ...readStores(objects),
          cache: lru<object>(100),
          clock: { now: Date.now },
          pictures: plainAddresses('https://pictures.example'),
        };
        const status = await getStatus(tools)(JOB_ID);
        expect([status.results.length, status.attempts.length]).toEqual([MOST_PICTURES, 21]);
        for (const body of [status, ...(fail ? [] : [await getGallery(tools)(JOB_ID)])]) {
          const response = await ask(body);
          expect(response.statusCode).toBe(200);
          expect(lambdaBytes(response)).toBeLessThan(MAX_RESPONSE_BYTES / 2);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('to a run of a version that capped no text of a vendor can be sent, too', async () => {
    const objects = memoryObjectStore();
    const revisedPrompt = ownersText('a fox '.repeat(1_200_000)) as VendorText;
    await storeJob(objects, jobDocument(1), { results: [completedDocument('1-a', { revisedPrompt })] });
    const tools = {
      ...readStores(objects),
      cache: lru<object>(100),
      clock: { now: Date.now },
      pictures: plainAddresses('https://pictures.example'),
    };
    for (const body of [await getStatus(tools)(JOB_ID), await getGallery(tools)(JOB_ID)]) {
      const response = await ask(body);
      expect(response.statusCode).toBe(200);
      expect(lambdaBytes(response)).toBeLessThan(10_000);
    }
  });

  it('to the longest page of the gallery has room to spare', async () => {
    const galleries = Array.from({ length: 100 }, () => ({
      id: JOB_ID,
      timestamp: CREATED_AT,
      prompt: '"'.repeat(1000),
      preview: 'https://pictures.example/'.padEnd(300, 'x'),
      previews: Array(4).fill('https://pictures.example/'.padEnd(300, 'x')),
      imageCount: MOST_PICTURES,
      totalModels: 20,
      totalPictures: MOST_PICTURES,
    }));
    const response = await ask({ galleries, total: 100, nextCursor: 'x'.repeat(300) });
    expect(response.statusCode).toBe(200);
    expect(lambdaBytes(response)).toBeLessThan(MAX_RESPONSE_BYTES / 4);
  });
});
