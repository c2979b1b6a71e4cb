/** An S3 error: status, code and wording as the real service sends them. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly code: string;
  /** Further elements of the error document. */
  readonly details: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const s3Errors = {
  accessDenied: () => new S3Error(403, 'AccessDenied', 'Access Denied'),
  badDigest: (what: string) =>
    new S3Error(400, 'BadDigest', `The ${what} you specified did not match the calculated checksum.`),
  bucketNotEmpty: (bucket: string) =>
    new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: bucket }),
  entityTooLarge: () =>
    new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'),
  entityTooSmall: (size: number, least: number) =>
    new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(size),
      MinSizeAllowed: String(least),
    }),
  incompleteBody: () => new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly'),
  invalidArgument: (message: string) => new S3Error(400, 'InvalidArgument', message),
  invalidBucketName: (bucket: string) =>
    new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: bucket }),
  invalidDigest: () => new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.'),
  invalidPolicy: (message: string) => new S3Error(400, 'InvalidPolicyDocument', message),
  againstPolicy: (message: string) =>
    new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${message}`),
  malformedPost: (message: string) => new S3Error(400, 'MalformedPOSTRequest', message),
  invalidRange: (range: string, size: number) =>
    new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      RangeRequested: range,
      ActualObjectSize: String(size),
    }),
  invalidRequest: (message: string) => new S3Error(400, 'InvalidRequest', message),
  invalidUri: () => new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI."),
  keyTooLong: (size: number) =>
    new S3Error(400, 'KeyTooLongError', 'Your key is too long', {
      Size: String(size),
      MaxSizeAllowed: '1024',
    }),
  malformedXml: () =>
    new S3Error(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  metadataTooLarge: () =>
    new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size'),
  methodNotAllowed: () =>
    new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.'),
  missingContentLength: () =>
    new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'),
  noSuchBucket: (bucket: string) =>
    new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket }),
  noSuchKey: (key: string) =>
    new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key }),
  notImplemented: (what: string) =>
    new S3Error(501, 'NotImplemented', `${what} is not implemented by the local S3.`),
  preconditionFailed: (condition: string) =>
    new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: condition,
    }),
};
