import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { BedrockFailure, type BedrockPort } from '../providers/types.ts';
import { statusOf } from './client-options.ts';

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
    requestHandler: new NodeHttpHandler({ connectionTimeout: 5000, httpsAgent: { keepAlive: false } }),
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
      try {
        return JSON.parse(new TextDecoder().decode(reply.body)) as unknown;
      } catch (error) {
        throw new BedrockFailure('UnreadableAnswer', 200, 'The answer is not JSON.', error);
      }
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

async function orFailure<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    throw new BedrockFailure(code ?? error.name, statusOf(error), error.message, error);
  }
}
