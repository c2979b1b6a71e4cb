import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { loadTemplate } from '../../../local/template/load.ts';
import { listOf, mapOrEmpty } from '../../../local/template/value.ts';

type Options = Pick<S3ClientConfig, 'endpoint' | 'region' | 'credentials'>;

/** Deletes what the rules of the bucket of a stack delete in the end: everything below their prefixes. @param aws how its owner asks */
export async function passRetention(aws: Options): Promise<void> {
  const client = new S3Client({ ...aws, forcePathStyle: true });
  const Bucket = (await client.send(new ListBucketsCommand({}))).Buckets?.[0]?.Name ?? '';
  const bucket = loadTemplate('template.yaml').resources.ImagesBucket?.Properties;
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
