import { pipeline, type Readable, Transform } from 'node:stream';
import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { boundedJson } from '../lib/bounded-json.ts';
import { MAX_REPLY_BYTES } from '../lib/http-client.ts';
import { BedrockFailure, type BedrockPort } from '../providers/types.ts';
import { statusOf } from './client-options.ts';

/** The largest reply of a text model that is read. */
const MOST_TEXT_BYTES = 1024 * 1024;

/**
 * Bedrock in one region, with the function's own role. Asks exactly once: each request costs money, and only the
 * use case knows which failures are safe to repeat. Deadlines come from the caller's signal.
 * @param baseUrl another server that speaks Bedrock's protocol
 */
export function bedrockClient(region: string, baseUrl?: string): BedrockPort {
  const client = new BedrockRuntimeClient({
    region,
    ...(baseUrl !== undefined && { endpoint: baseUrl }),
    maxAttempts: 1,
    // The SDK's own choice for Bedrock is HTTP/2, whose sessions hide why a connection failed. No connection is kept:
    // one that died while the function was frozen would leave the outcome of the next request unknown.
    requestHandler: bounded(
      new NodeHttpHandler({ connectionTimeout: 5000, httpsAgent: { keepAlive: false } }),
    ),
  });
  return {
    async invokeModel(model, body, signal) {
      const reply = await orFailure(
        client.send(
          new InvokeModelCommand({
            modelId: model,
            contentType: 'application/json',
            accept: 'application/json',
            body: JSON.stringify(body),
          }),
          { abortSignal: signal },
        ),
      );
      const json = boundedJson(reply.body);
      if (json === undefined) throw new BedrockFailure('UnreadableAnswer', 200, 'The answer is not JSON.');
      return json;
    },

    async converse(model, { system, user, maxTokens }, signal) {
      const reply = await orFailure(
        client.send(
          new ConverseCommand({
            modelId: model,
            system: [{ text: system }],
            messages: [{ role: 'user', content: [{ text: user }] }],
            inferenceConfig: { maxTokens },
          }),
          { abortSignal: signal },
        ),
      );
      const parts = reply.output?.message?.content ?? [];
      return parts.map((part) => part.text ?? '').join('');
    },
  };
}

/** The SDK would read an endless reply until the memory is full. */
function bounded(handler: NodeHttpHandler): NodeHttpHandler {
  const handle = handler.handle.bind(handler);
  return Object.assign(handler, {
    handle: async (...call: Parameters<NodeHttpHandler['handle']>) => {
      const { response } = await handle(...call);
      const isText = call[0].path.endsWith('/converse');
      response.body = cutOff(response.body, isText ? MOST_TEXT_BYTES : MAX_REPLY_BYTES);
      return { response };
    },
  });
}

function cutOff(body: Readable, mostBytes: number): Readable {
  let left = mostBytes;
  const counted = new Transform({
    transform(chunk: Uint8Array, _, done) {
      left -= chunk.length;
      const tooLarge = Object.assign(new Error('The reply is too large.'), { code: 'ReplyTooLarge' });
      done(left < 0 ? tooLarge : null, chunk);
    },
  });
  // Whoever reads hears of its failures.
  return pipeline(body, counted, () => undefined);
}

async function orFailure<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    throw new BedrockFailure(code ?? error.name, statusOf(error), error.message, error);
  }
}
