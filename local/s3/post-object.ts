import { hash } from 'node:crypto';
import { s3Errors } from './errors.ts';
import { ENCRYPTED, readAttributes } from './object-operations.ts';
import { checkPolicy, readPolicy } from './post-policy.ts';
import { objectArn, type S3Context, type S3Reply } from './request.ts';
import { xmlDocument } from './xml.ts';

/** A form as a browser sends it: `multipart/form-data`, with the file as its last field. */
export interface PostedForm {
  /** By lower-case name; what stands behind the file is ignored, as on S3. */
  fields: ReadonlyMap<string, string>;
  file: Buffer;
  fileName: string;
}

/** More than a policy and a session token need. */
const MOST_FIELD_BYTES = 20 * 1024;
const REFUSED = ['tagging', 'success_action_redirect', 'redirect', 'x-amz-website-redirect-location'];

/** @throws S3Error for anything but a form with a file */
export async function readForm(body: Buffer, contentType: string): Promise<PostedForm> {
  let entries: [string, string | File][];
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    entries = [...form.entries()] as [string, string | File][];
  } catch {
    throw s3Errors.malformedPost('The body of your POST request is not well-formed multipart/form-data.');
  }
  const fields = new Map<string, string>();
  for (const [name, value] of entries) {
    if (name.toLowerCase() === 'file') {
      const file = typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
      return { fields, file, fileName: typeof value === 'string' ? '' : value.name };
    }
    const text = typeof value === 'string' ? value : await value.text();
    if (text.length > MOST_FIELD_BYTES) throw s3Errors.malformedPost(`The field ${name} is too long.`);
    fields.set(name.toLowerCase(), text);
  }
  throw s3Errors.invalidArgument('POST requires exactly one file upload per request.');
}

/**
 * Stores what a form uploads, if its policy allows that and whoever signed it may.
 * @param now milliseconds since the epoch
 * @throws S3Error
 */
export async function postObject(
  bucketName: string,
  { fields, file, fileName }: PostedForm,
  { store, allows }: S3Context,
  now: number,
): Promise<S3Reply> {
  const refused = REFUSED.find((name) => fields.has(name));
  if (refused !== undefined) throw s3Errors.notImplemented(`PostObject with ${refused}`);
  const written = fields.get('key') ?? '';
  if (written === '') throw s3Errors.invalidArgument("Bucket POST must contain a field named 'key'.");
  const key = written.replaceAll('$' + '{filename}', fileName);
  const seen = new Map([...fields, ['bucket', bucketName], ['key', key]]);
  checkPolicy(readPolicy(fields.get('policy') ?? ''), seen, file.length, now);
  if (!allows('s3:PutObject', objectArn(bucketName, key))) throw s3Errors.accessDenied();
  const bucket = store.bucket(bucketName);
  if (!bucket) throw s3Errors.noSuchBucket(bucketName);
  const size = Buffer.byteLength(key);
  if (size > 1024) throw s3Errors.keyTooLong(size);
  const attributes = readAttributes(Object.fromEntries(fields), undefined, {});
  const { etag } = await bucket.withLock(key, () => bucket.put(key, file, attributes, hash('sha256', file)));
  const headers = { etag, ...ENCRYPTED };
  const status = fields.get('success_action_status');
  if (status === '200') return { status: 200, headers };
  if (status !== '201') return { status: 204, headers };
  const body = xmlDocument('PostResponse', { Bucket: bucketName, Key: key, ETag: etag });
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body };
}
