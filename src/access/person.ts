import { createHash } from 'node:crypto';
import type { SignIn } from '../config/sign-in.ts';
import type { Role } from '../contract/index.ts';

type Claims = Readonly<Record<string, unknown>>;

/** 132 bits. The issuer's own id of the person is stored nowhere, and no e-mail address names anybody: it can change hands. */
const ID_LENGTH = 22;

/** How a person is called wherever something is theirs. */
export const ownerIdOf = (issuer: string, subject: string): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('base64url').slice(0, ID_LENGTH);

/**
 * What the claims of a token make of its person; `undefined` if they do not let that person in. An e-mail address counts
 * only if the issuer has verified it.
 */
export function roleOf(
  claims: Claims,
  rules: Pick<SignIn, 'roleClaim' | 'adminValues' | 'memberValues' | 'allowedEmailDomains'>,
): Role | undefined {
  const { roleClaim, adminValues, memberValues, allowedEmailDomains } = rules;
  const address = verifiedEmail(claims);
  const domain = address?.split('@').at(-1) ?? '';
  if (allowedEmailDomains.length > 0 && !allowedEmailDomains.includes(domain)) return undefined;
  const values = roleClaim === undefined ? [] : valuesOf(claims, roleClaim);
  const hasOneOf = (wanted: readonly string[]) => wanted.some((value) => values.includes(value));
  if (hasOneOf(adminValues)) return 'admin';
  return memberValues.length === 0 || hasOneOf(memberValues) ? 'member' : undefined;
}

function verifiedEmail({ email, email_verified: isVerified }: Claims): string | undefined {
  return typeof email === 'string' && isVerified === true ? email.toLowerCase() : undefined;
}

/** The texts of a claim. Its name may contain dots itself, as those of Auth0 do. */
function valuesOf(claims: Claims, name: string): string[] {
  if (name === 'email') return [verifiedEmail(claims) ?? []].flat();
  const claim = ownOf(claims, name) ?? name.split('.').reduce<unknown>(ownOf, claims);
  return [claim].flat().filter((value) => typeof value === 'string');
}

function ownOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
