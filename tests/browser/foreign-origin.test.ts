import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';
import { ownServer } from '../helpers/own-server.ts';
import { launchBrowser } from './support/browser.ts';

const KEY = 'sk-foreign-origin-0123456789';
const SECRET = 'a surprise that only its owner may read';

describe('A page of another origin', () => {
  const folder = temporaryFolder();
  let vendors: Vendors;
  let stack: TestStack;
  let browser: Browser;
  let pages: Server;
  let port: number;
  let jobId: string;

  beforeAll(async () => {
    vendors = await startVendors({ port: 0 });
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: ownServer(vendors.url, KEY),
      instances: { api: 2, events: 2 },
    });
    browser = await launchBrowser();
    const script = readFileSync(join(import.meta.dirname, 'support/drive-by.js'), 'utf8');
    pages = createServer((_, response) => {
      const page = `<!doctype html><title>Cats</title><body><script>${script}</script>`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    });
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    ({ port } = pages.address() as AddressInfo);
    const started = await fetch(`${stack.url}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: SECRET }),
    });
    ({ jobId } = (await started.json()) as { jobId: string });
    await clientOf(stack.url).ended(jobId);
    await until(async () =>
      (await state()).objects?.some((key) => key?.startsWith('open/')) ? undefined : true,
    );
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    pages?.close();
    await stack?.stop();
    await vendors?.close();
    folder.remove();
  });

  /** Everything that a run could change: calls of the vendor, objects, counters. */
  async function state() {
    const settings = { endpoint: stack.awsUrl, region: 'us-east-1', credentials: stack.credentials.owner };
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const dynamo = new DynamoDBClient(settings);
    const objects = await s3.send(new ListObjectsV2Command({ Bucket: stack.resources.buckets[0] }));
    const counters = await dynamo.send(new ScanCommand({ TableName: stack.resources.tables[0] }));
    s3.destroy();
    dynamo.destroy();
    const log = (await (await fetch(`${vendors.url}/_log`)).json()) as { requests: unknown[] };
    return {
      calls: log.requests.length,
      objects: objects.Contents?.map(({ Key }) => Key),
      counters: counters.Items?.map((item) => JSON.stringify(item)).sort(),
    };
  }

  /** Opens the hostile page under that name and lets it do what it can; the statuses that it met, by path. */
  async function driveBy(host: string) {
    const page = await (await browser.newContext()).newPage();
    const ports = [stack.url, stack.awsUrl].map((url) => new URL(url).port);
    const statuses: Record<string, number[]> = {};
    page.on('response', (response) => {
      const { port: asked, pathname } = new URL(response.url());
      if (ports.includes(asked)) statuses[pathname] = [...(statuses[pathname] ?? []), response.status()];
    });
    await page.goto(`http://${host}:${port}/`);
    const names = {
      api: stack.url.replace('127.0.0.1', host),
      aws: stack.awsUrl.replace('127.0.0.1', host),
      job: jobId,
      bucket: stack.resources.buckets[0],
      worker: stack.resources.functions.WorkerFunction,
    };
    const report: { got: string[]; attempts: number } = await page.evaluate(
      `driveBy(${JSON.stringify(names)})`,
    );
    await page.context().close();
    return { ...report, statuses };
  }

  it.each(['localhost', '127.0.0.1', 'cats.localhost'])(
    'on another port of %s does nothing, however it asks',
    async (host) => {
      const before = await state();
      const { got, attempts, statuses } = await driveBy(host);
      expect(got).toEqual([]);
      expect(attempts).toBeGreaterThan(150);
      expect(Object.keys(statuses).length).toBeGreaterThanOrEqual(9);
      expect(Object.entries(statuses).filter(([, met]) => met.some((status) => status !== 403))).toEqual([]);
      expect(await state()).toEqual(before);
      expect(before.calls).toBe(1);
    },
  );

  it('is told apart from the own page, which may read and draw', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.route('**/own.html', (route) => route.fulfill({ contentType: 'text/html', body: 'mine' }));
    await page.goto(`${stack.url}/own.html`);
    const own = await page.evaluate(async () => (await fetch('/gallery/list')).status);
    expect(own).toBe(200);
    await page.context().close();
  });
});
