export interface S3Address {
  bucket: string | undefined;
  key: string | undefined;
}

/** Query parameters that turn a request into another operation, with that operation's name by method. */
const SUBRESOURCES = new Map(
  Object.entries({
    accelerate: 'BucketAccelerateConfiguration',
    acl: 'Acl',
    analytics: 'BucketAnalyticsConfiguration',
    attributes: 'ObjectAttributes',
    cors: 'BucketCors',
    encryption: 'BucketEncryption',
    inventory: 'BucketInventoryConfiguration',
    'legal-hold': 'ObjectLegalHold',
    lifecycle: 'BucketLifecycleConfiguration',
    logging: 'BucketLogging',
    metrics: 'BucketMetricsConfiguration',
    notification: 'BucketNotificationConfiguration',
    'object-lock': 'ObjectLockConfiguration',
    ownershipControls: 'BucketOwnershipControls',
    policy: 'BucketPolicy',
    policyStatus: 'BucketPolicyStatus',
    publicAccessBlock: 'PublicAccessBlock',
    replication: 'BucketReplication',
    requestPayment: 'BucketRequestPayment',
    restore: 'RestoreObject',
    retention: 'ObjectRetention',
    select: 'SelectObjectContent',
    session: 'CreateSession',
    tagging: 'Tagging',
    torrent: 'ObjectTorrent',
    versioning: 'BucketVersioning',
    website: 'BucketWebsite',
  }),
);

const VERBS: Record<string, string> = {
  GET: 'Get',
  HEAD: 'Head',
  PUT: 'Put',
  POST: 'Post',
  DELETE: 'Delete',
};

/** Names the S3 operation that a request asks for. Pure; whether the local S3 has it is decided elsewhere. */
export function detectOperation(
  method: string,
  { bucket, key }: S3Address,
  query: URLSearchParams,
  headers: Record<string, unknown>,
): string {
  if (query.has('versionId')) return `${VERBS[method] ?? method}ObjectVersion`;
  if (query.has('versions')) return 'ListObjectVersions';
  if (query.has('uploads')) return method === 'POST' ? 'CreateMultipartUpload' : 'ListMultipartUploads';
  if (query.has('uploadId')) return MULTIPART[method] ?? 'ListParts';
  for (const name of query.keys()) {
    const operation = SUBRESOURCES.get(name);
    if (operation !== undefined) return `${VERBS[method] ?? method}${operation}`;
  }
  if (bucket === undefined) return method === 'GET' ? 'ListBuckets' : `${method} /`;
  if (key === undefined) return detectBucketOperation(method, query);
  if (method === 'PUT') return 'x-amz-copy-source' in headers ? 'CopyObject' : 'PutObject';
  return OBJECT[method] ?? `${method} object`;
}

const MULTIPART: Record<string, string> = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
};

const OBJECT: Record<string, string> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
  POST: 'PostObject',
};

function detectBucketOperation(method: string, query: URLSearchParams): string {
  if (method === 'GET') {
    if (query.has('location')) return 'GetBucketLocation';
    return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  }
  if (method === 'POST') return query.has('delete') ? 'DeleteObjects' : 'PostObject';
  return { PUT: 'CreateBucket', HEAD: 'HeadBucket', DELETE: 'DeleteBucket' }[method] ?? `${method} bucket`;
}
