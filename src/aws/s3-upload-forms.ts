import { createHmac } from 'node:crypto';
import type { UploadForms } from '../usecases/ports.ts';

/** Who signs; what Lambda puts into a function's variables. */
export interface Signer {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

export interface UploadFormOptions {
  bucket: string;
  /** Of the bucket. */
  url: string;
  region: string;
  /** Read each time: Lambda renews them. */
  credentials: () => Signer;
  clock: { now(): number };
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Forms for S3's PostObject. The policy names every field and the exact length, so that a form is good for one object alone.
 * (AWS: "Authenticating requests: browser-based uploads using POST", Signature Version 4.)
 */
export function s3UploadForms({ bucket, url, region, credentials, clock }: UploadFormOptions): UploadForms {
  return {
    async sign({ key, contentType, bytes, metadata, expiresAt }) {
      const { accessKeyId, secretAccessKey, sessionToken } = credentials();
      const date = new Date(clock.now()).toISOString().replace(/[-:]|\.\d{3}/g, '');
      const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
      const named = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
      const fields: Record<string, string> = {
        key,
        'Content-Type': contentType,
        ...Object.fromEntries(named),
        'X-Amz-Algorithm': ALGORITHM,
        'X-Amz-Credential': `${accessKeyId}/${scope}`,
        'X-Amz-Date': date,
        ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
      };
      const policy = {
        expiration: expiresAt.toISOString(),
        conditions: [
          { bucket },
          ['content-length-range', bytes, bytes],
          ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
        ],
      };
      const Policy = Buffer.from(JSON.stringify(policy)).toString('base64');
      const hmac = (secret: string | Buffer, text: string) =>
        createHmac('sha256', secret).update(text).digest();
      const signingKey = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
      const signature = hmac(signingKey, Policy).toString('hex');
      return { url, fields: { ...fields, Policy, 'X-Amz-Signature': signature } };
    },
  };
}
