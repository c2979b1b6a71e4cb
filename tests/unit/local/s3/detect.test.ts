import { describe, expect, it } from '@jest/globals';
import { detectOperation } from '../../../../local/s3/detect.ts';

describe('detectOperation', () => {
  it.each([
    ['GET', '', '', 'ListBuckets'],
    ['PUT', 'b', '', 'CreateBucket'],
    ['GET', 'b', '', 'ListObjects'],
    ['GET', 'b', 'list-type=2', 'ListObjectsV2'],
    ['GET', 'b', 'versions', 'ListObjectVersions'],
    ['POST', 'b', 'delete', 'DeleteObjects'],
    ['GET', 'b', 'location', 'GetBucketLocation'],
    ['PUT', 'b', 'versioning', 'PutBucketVersioning'],
    ['PUT', 'b/k', '', 'PutObject'],
    ['PUT', 'b/k', 'tagging', 'PutTagging'],
    ['GET', 'b/k', 'versionId=1', 'GetObjectVersion'],
    ['POST', 'b/k', 'uploads', 'CreateMultipartUpload'],
    ['PUT', 'b/k', 'partNumber=1&uploadId=2', 'UploadPart'],
    ['PATCH', 'b/k', '', 'PATCH object'],
  ])('%s /%s?%s is %s', (method, path, query, operation) => {
    const [bucket, key] = path.split('/');
    expect(
      detectOperation(method, { bucket: bucket || undefined, key }, new URLSearchParams(query), {}),
    ).toBe(operation);
  });

  it('recognizes a copy by its header', () => {
    const copy = detectOperation('PUT', { bucket: 'b', key: 'k' }, new URLSearchParams(), {
      'x-amz-copy-source': 'x',
    });
    expect(copy).toBe('CopyObject');
  });
});
