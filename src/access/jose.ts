/**
 * What is used of `jose`. Imported when the first token comes, since most open stacks never check one, and in a file of its
 * own, so that nothing else has to be loaded late with it.
 */
export { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
