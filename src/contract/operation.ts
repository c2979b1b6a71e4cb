import type { Static, TObject, TSchema } from 'typebox';
import type { ErrorCode } from './constants.ts';

/** The groups that openapi.yaml sorts its operations into, in this order. */
export const TAGS = {
  runs: 'Start runs and follow them.',
  lists: 'Have the same models draw many prompts.',
  references: 'Hand in pictures to work on.',
  gallery: 'Browse the runs of the last days.',
  votes: 'Judge pictures blind, and find out which model is best.',
  models: 'Find out which models are configured and what they cost.',
  access: 'Find out who may call.',
} as const;

interface Parameter {
  schema: TSchema;
  description: string;
  /** For headers; what is in the path always is. */
  required?: true;
}

/** One operation of the HTTP API: all that openapi.yaml says about it. */
export interface Operation<Request extends TSchema = TSchema, Response extends TSchema = TSchema> {
  operationId: string;
  /** Method and path as in template.yaml: `GET /status/{jobId}`. */
  route: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;
  tag: keyof typeof TAGS;
  /** Whether everybody may call it, however closed the stack is. */
  public?: true;
  summary: string;
  /** Parameters in the path. Their patterns are not published: a malformed id is not found rather than invalid. */
  path?: Readonly<Record<string, Parameter>>;
  query?: TObject;
  /** Request headers beyond `X-Correlation-ID`, which every operation accepts. */
  headers?: Readonly<Record<string, Parameter>>;
  request?: {
    schema: Request;
    examples: Readonly<Record<string, Static<Request>>>;
    /** Whether a request without a body means one without fields. */
    optional?: true;
  };
  response: {
    /** 200 where it is left out. */
    status?: 202;
    description: string;
    schema: Response;
    example: Static<Response>;
    /** When a request with `If-None-Match` gets 304; without it, the response has no `ETag`. */
    notModified?: string;
    /** OpenAPI links: values of this response that other operations take. */
    links?: Readonly<Record<string, { operationId: string; parameters: Readonly<Record<string, string>> }>>;
  };
  /** Error codes of this operation, besides those that follow from having a body, a query or a method. */
  errors: readonly ErrorCode[];
}

/** Checks the examples against the schemas at compile time. */
export function operation<Request extends TSchema, Response extends TSchema>(
  definition: Operation<Request, Response>,
): Operation<Request, Response> {
  return definition;
}
