import { S3Error } from './s3/errors.ts';
import type { SignatureFault } from './signature.ts';

/** Names and sentences of AWS for a signature that does not hold: for S3, and for the JSON services. */
export const SIGNATURE_FAULTS: Record<SignatureFault | 'Unsigned', readonly [json: string, text: string]> = {
  Unsigned: ['MissingAuthenticationTokenException', 'The request is not signed.'],
  InvalidAccessKeyId: ['UnrecognizedClientException', 'The access key id is not known here.'],
  SignatureDoesNotMatch: [
    'InvalidSignatureException',
    'The signature does not match. "npm run credentials" prints the credentials of this stack.',
  ],
  RequestTimeTooSkewed: ['InvalidSignatureException', 'The request was signed at another time.'],
  RequestExpired: ['InvalidSignatureException', 'Request has expired'],
  ExpiredToken: ['ExpiredTokenException', 'The security token is not the one of these credentials.'],
  IncompleteSignature: ['IncompleteSignatureException', 'The signature is not complete.'],
  UnsupportedSignature: ['IncompleteSignatureException', 'Sign with AWS4-HMAC-SHA256.'],
};

/** Where S3 has no name of its own. */
const S3_CODES: Partial<Record<SignatureFault | 'Unsigned', string>> = {
  Unsigned: 'AccessDenied',
  RequestExpired: 'AccessDenied',
};

export function s3SignatureError(fault: SignatureFault | 'Unsigned'): S3Error {
  const [, text] = SIGNATURE_FAULTS[fault];
  return new S3Error(403, S3_CODES[fault] ?? fault, text);
}
