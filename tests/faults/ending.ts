import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { StatusResponse } from '../../src/contract/index.ts';

/** The AWS endpoint of a stack, as its owner calls it. */
export interface OwnedStack {
  awsUrl: string;
  table: string;
  owner: { accessKeyId: string; secretAccessKey: string };
}

/** The last status of every run, by id. */
export async function lookAtAll(
  jobIds: Iterable<string>,
  look: (jobId: string) => Promise<StatusResponse | undefined>,
): Promise<Map<string, StatusResponse>> {
  const ended = new Map<string, StatusResponse>();
  const left = [...jobIds];
  const reader = async () => {
    for (let jobId = left.pop(); jobId !== undefined; jobId = left.pop()) {
      const job = await look(jobId);
      if (job !== undefined) ended.set(jobId, job);
    }
  };
  await Promise.all(Array.from({ length: 4 }, reader));
  return ended;
}

export async function readCounters({ awsUrl, table, owner }: OwnedStack): Promise<Map<string, number>> {
  const client = new DynamoDBClient({ endpoint: awsUrl, region: 'us-east-1', credentials: owner });
  const counters = new Map<string, number>();
  for (let from: Record<string, { S: string }> | undefined; ; ) {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? []) counters.set(item.pk?.S ?? '', Number(item.n?.N ?? 0));
    from = page.LastEvaluatedKey as typeof from;
    if (from === undefined) break;
  }
  client.destroy();
  return counters;
}
