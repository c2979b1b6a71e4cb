import type { IncomingHttpHeaders } from 'node:http';
import type { DiskStore } from './disk-store.ts';

/** A request as the operations see it. */
export interface S3Request {
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Of the body, where the client announced it: hexadecimal, verified. */
  sha256: string | undefined;
}

export interface S3Reply {
  status: number;
  headers: Record<string, string>;
  body?: Buffer | string;
}

export interface S3Context {
  store: DiskStore;
  /** Whether the caller may do this; operations answer AccessDenied when not. */
  allows(action: string, resource: string, context?: Record<string, string | undefined>): boolean;
}

export type Operation = (request: S3Request, context: S3Context) => Promise<S3Reply> | S3Reply;

export const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;
