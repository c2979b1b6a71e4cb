import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { s3UploadForms } from '../../../src/aws/s3-upload-forms.ts';

const NOW = Date.parse('2026-11-20T09:30:00.000Z');
const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
const forms = s3UploadForms({
  bucket: 'pictures',
  url: 'https://pictures.s3.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  credentials: () => credentials,
  clock: { now: () => NOW },
});
const upload = {
  key: 'uploads/abc',
  contentType: 'image/jpeg',
  bytes: 1234,
  metadata: { 'run-key-hash': 'f00' },
  expiresAt: new Date(NOW + 600_000),
};

it('signs a policy that names every field and the exact length', async () => {
  const { url, fields } = await forms.sign(upload);
  expect(url).toBe('https://pictures.s3.eu-central-1.amazonaws.com');
  const { Policy = '', 'X-Amz-Signature': signature, ...others } = fields;
  expect(others).toEqual({
    key: 'uploads/abc',
    'Content-Type': 'image/jpeg',
    'x-amz-meta-run-key-hash': 'f00',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'ASIAEXAMPLE/20261120/eu-central-1/s3/aws4_request',
    'X-Amz-Date': '20261120T093000Z',
    'X-Amz-Security-Token': 'token',
  });
  expect(JSON.parse(Buffer.from(Policy, 'base64').toString())).toEqual({
    expiration: '2026-11-20T09:40:00.000Z',
    conditions: [
      { bucket: 'pictures' },
      ['content-length-range', 1234, 1234],
      ...Object.entries(others).map(([name, value]) => ({ [name]: value })),
    ],
  });
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(hmac('AWS4secret', '20261120'), 'eu-central-1'), 's3'), 'aws4_request');
  expect(signature).toBe(hmac(key, Policy).toString('hex'));
});
