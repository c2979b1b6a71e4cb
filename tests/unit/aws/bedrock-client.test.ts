import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bedrockClient } from '../../../src/aws/bedrock-client.ts';
import { BedrockFailure } from '../../../src/providers/types.ts';

process.env.AWS_ACCESS_KEY_ID = 'test';
process.env.AWS_SECRET_ACCESS_KEY = 'test';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Reply = { status: number; body: string; error?: string } | 'never';

async function scriptedBedrock(reply: Reply) {
  const requests: { url: string; body: unknown }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
      if (reply === 'never') return;
      const error = reply.error === undefined ? {} : { 'x-amzn-errortype': reply.error };
      response.writeHead(reply.status, { 'content-type': 'application/json', ...error }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { requests, bedrock: bedrockClient('us-west-2', baseUrl) };
}

const signal = new AbortController().signal;
const failureOf = async (answer: Promise<unknown>) => {
  const error = await answer.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BedrockFailure);
  return error as BedrockFailure;
};

describe('Bedrock', () => {
  it('invokes a model with a JSON body and returns its JSON reply', async () => {
    const { requests, bedrock } = await scriptedBedrock({ status: 200, body: '{"images":["x"]}' });
    expect(await bedrock.invokeModel('amazon.nova-canvas-v1:0', { taskType: 'TEXT_IMAGE' }, signal)).toEqual({
      images: ['x'],
    });
    expect(requests).toEqual([
      { url: '/model/amazon.nova-canvas-v1%3A0/invoke', body: { taskType: 'TEXT_IMAGE' } },
    ]);
  });

  it('converses in text', async () => {
    const body = JSON.stringify({
      output: { message: { role: 'assistant', content: [{ text: 'a ' }, { text: 'fox' }] } },
    });
    const { requests, bedrock } = await scriptedBedrock({ status: 200, body });
    expect(await bedrock.converse('model', { system: 's', user: 'u', maxTokens: 99 }, signal)).toBe('a fox');
    expect(requests[0]?.body).toEqual({
      system: [{ text: 's' }],
      messages: [{ role: 'user', content: [{ text: 'u' }] }],
      inferenceConfig: { maxTokens: 99 },
    });
  });

  it.each([
    ['ThrottlingException', 429],
    ['ServiceUnavailableException', 503],
    ['ValidationException', 400],
    ['AccessDeniedException', 403],
  ])('tells %s by name and status, having asked once', async (exception, status) => {
    const { requests, bedrock } = await scriptedBedrock({
      status,
      error: exception,
      body: '{"message":"because"}',
    });
    const failure = await failureOf(bedrock.invokeModel('m', {}, signal));
    expect(failure).toMatchObject({ exception, status, message: 'because' });
    expect(requests).toHaveLength(1);
  });

  it('reports a reply that is not JSON as unreadable', async () => {
    const { bedrock } = await scriptedBedrock({ status: 200, body: 'not json' });
    expect(await failureOf(bedrock.invokeModel('m', {}, signal))).toMatchObject({
      exception: 'UnreadableAnswer',
      status: 200,
    });
  });

  it('has no status if there was no reply', async () => {
    const failure = await failureOf(
      bedrockClient('us-west-2', 'http://127.0.0.1:1').invokeModel('m', {}, signal),
    );
    expect(failure.status).toBeUndefined();
  });

  it('stops when the caller does', async () => {
    const { bedrock, requests } = await scriptedBedrock('never');
    const caller = new AbortController();
    const answer = failureOf(bedrock.invokeModel('m', {}, caller.signal));
    while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect((await answer).status).toBeUndefined();
  });
});
