import { type Static, Type } from 'typebox';
import { ACCESS_MODES, type ROLES, type SCOPES } from './constants.ts';
import { operation } from './operation.ts';

export type AccessMode = (typeof ACCESS_MODES)[number];
export type Role = (typeof ROLES)[number];
export type Scope = (typeof SCOPES)[number];

export const AccessResponse = Type.Object(
  {
    mode: Type.Enum([...ACCESS_MODES], {
      description:
        '`open`: everybody may call, and nobody signs in. Otherwise every request but this one needs `Authorization: Bearer`, with a token of the issuer; `invited` and `issuer` only differ in who runs that.',
    }),
    issuer: Type.Optional(
      Type.String({
        description:
          'The OpenID Connect issuer; its addresses are at `/.well-known/openid-configuration` below it.',
      }),
    ),
    clientId: Type.Optional(Type.String({ description: "The site's id at the issuer." })),
    scopes: Type.Optional(Type.String({ description: 'What to ask the issuer for, separated by spaces.' })),
    audience: Type.Optional(
      Type.String({
        description:
          'If it is there, the API takes access tokens for this audience; otherwise it takes ID tokens.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AccessResponse = Static<typeof AccessResponse>;

export const getAccess = operation({
  operationId: 'getAccess',
  route: 'GET /access',
  tag: 'access',
  public: true,
  summary: 'Who may call, and where people sign in.',
  response: {
    description: 'The same for everybody.',
    schema: AccessResponse,
    example: {
      mode: 'issuer',
      issuer: 'https://sso.example.org/realms/pictures',
      clientId: 'pixel-prompt',
      scopes: 'openid email profile',
    },
  },
  errors: [],
});
