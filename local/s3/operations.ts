import {
  createBucket,
  deleteBucket,
  deleteObjects,
  getBucketLocation,
  headBucket,
  listBuckets,
  listObjectsV1,
  listObjectsV2,
} from './bucket-operations.ts';
import { s3Errors } from './errors.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './object-operations.ts';
import type { Operation, S3Context, S3Reply, S3Request } from './request.ts';

/** The operations of the local S3. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getBucketLocation,
  ListObjectsV2: listObjectsV2,
  ListObjects: listObjectsV1,
  DeleteObjects: deleteObjects,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  DeleteObject: deleteObject,
  CopyObject: copyObject,
};

/** Request headers for features that are missing here; ignoring one could lose data that the caller relies on. */
const REFUSED = [
  /^x-amz-tagging/,
  /^x-amz-object-lock-/,
  /^x-amz-server-side-encryption-(?:customer|aws-kms)/,
  /^x-amz-copy-source-(?:if|server|range)/,
  /^x-amz-website-redirect-location$/,
  /^x-amz-grant-/,
  /^x-amz-write-offset-bytes$/,
  /^x-amz-if-match-/,
];
const HARMLESS_ACLS = ['private', 'bucket-owner-full-control', 'bucket-owner-read'];

/** Runs one operation. @throws S3Error, 501 by name for what is not there */
export async function runOperation(name: string, request: S3Request, context: S3Context): Promise<S3Reply> {
  const operation = OPERATIONS[name];
  if (!operation) throw s3Errors.notImplemented(name);
  for (const header of Object.keys(request.headers)) {
    if (REFUSED.some((pattern) => pattern.test(header)))
      throw s3Errors.notImplemented(`${name} with ${header}`);
  }
  const acl = request.headers['x-amz-acl'];
  if (typeof acl === 'string' && !HARMLESS_ACLS.includes(acl))
    throw s3Errors.notImplemented(`${name} with x-amz-acl`);
  return operation(request, context);
}
