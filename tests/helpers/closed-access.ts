import type { ClosedAccess } from '../../src/config/sign-in.ts';
import { CLIENT_ID } from './issuer.ts';

/** People of an issuer; those of its group `artists` get in, those of `owners` are admins. */
export const closedAccess = (issuer: string, changes: Partial<ClosedAccess> = {}): ClosedAccess => ({
  mode: 'issuer',
  issuer,
  clientId: CLIENT_ID,
  audience: undefined,
  scopes: 'openid email profile',
  roleClaim: 'groups',
  adminValues: ['owners'],
  memberValues: ['artists'],
  allowedEmailDomains: [],
  ...changes,
});

/** The parameters of a stack that these people sign in to. */
export const closedParameters = (issuer: string) => {
  const { clientId, roleClaim, memberValues, adminValues } = closedAccess(issuer);
  return {
    Access: 'issuer',
    SignIn: JSON.stringify({ issuer, clientId, roleClaim, memberValues, adminValues }),
  };
};

export const MEMBER = { groups: ['artists'] };
export const ADMIN = { groups: ['owners'] };
