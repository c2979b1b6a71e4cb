import type { GenerateResponse, StatusResponse } from '../../../src/contract/index.ts';
import { until } from './start.ts';

/** What a browser does with the API. */
export function clientOf(url: string) {
  const status = async (jobId: string): Promise<StatusResponse> => {
    const reply = await fetch(`${url}/status/${jobId}`);
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    return (await reply.json()) as StatusResponse;
  };
  return {
    status,
    async generate(body: object, headers: Record<string, string> = {}): Promise<GenerateResponse> {
      const reply = await fetch(`${url}/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
      return (await reply.json()) as GenerateResponse;
    },
    ended: (jobId: string) =>
      until(async () => {
        const job = await status(jobId);
        return job.status === 'pending' || job.status === 'in_progress' ? undefined : job;
      }, 30_000),
  };
}
