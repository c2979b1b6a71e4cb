import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { loadTemplate } from '../../../local/template/load.ts';
import { listOf, mapOrEmpty } from '../../../local/template/value.ts';
import { PRODUCT_TEMPLATE, type TestStack } from './start.ts';

/** Deletes what the rules of the bucket delete in the end: everything below their prefixes. */
export async function passRetention({ awsUrl, credentials, resources }: TestStack): Promise<void> {
  const client = new S3Client({ endpoint: awsUrl, region: 'us-east-1', credentials: credentials.owner });
  const Bucket = resources.buckets[0] ?? '';
  const bucket = loadTemplate(PRODUCT_TEMPLATE).resources.ImagesBucket?.Properties;
  const rules = listOf(mapOrEmpty(bucket?.LifecycleConfiguration).Rules).map(mapOrEmpty);
  for (const { Prefix, ExpirationInDays } of rules) {
    if (typeof Prefix !== 'string' || ExpirationInDays === undefined) continue;
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      const Objects = Contents.map(({ Key = '' }) => ({ Key }));
      if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
  }
  client.destroy();
}
