import { describe, expect, it } from '@jest/globals';
import { ownerIdOf, roleOf } from '../../../src/access/person.ts';

const rules = {
  roleClaim: 'groups',
  adminValues: ['owners'],
  memberValues: ['artists'],
  allowedEmailDomains: [],
};
const MAIL = { email: 'Ann@Example.org', email_verified: true };

describe('what a token makes of its person', () => {
  it.each([
    ['a value of the claim', { groups: ['others', 'artists'] }, {}, 'member'],
    ['a claim that is one text', { groups: 'artists' }, {}, 'member'],
    ['an admin', { groups: ['artists', 'owners'] }, {}, 'admin'],
    ['an admin who is not a member', { groups: ['owners'] }, {}, 'admin'],
    ['another value', { groups: ['artists2', 'ARTISTS'] }, {}, undefined],
    ['no claim', {}, {}, undefined],
    ['values that are no texts', { groups: [['artists'], { artists: true }] }, {}, undefined],
    ['no values that are needed', {}, { memberValues: [] }, 'member'],
    ['a path', { realm_access: { roles: ['artists'] } }, { roleClaim: 'realm_access.roles' }, 'member'],
    ['a name with colons', { 'cognito:groups': ['artists'] }, { roleClaim: 'cognito:groups' }, 'member'],
    [
      'a name with dots',
      { 'https://a.example/r': ['artists'] },
      { roleClaim: 'https://a.example/r' },
      'member',
    ],
    ['what every object has', {}, { roleClaim: 'constructor.name', memberValues: ['Object'] }, undefined],
    [
      'an address of the domain',
      { ...MAIL, groups: 'artists' },
      { allowedEmailDomains: ['example.org'] },
      'member',
    ],
    [
      'one of a domain below',
      { ...MAIL, email: 'a@x.example.org', groups: 'artists' },
      { allowedEmailDomains: ['example.org'] },
      undefined,
    ],
    [
      'an unverified one',
      { ...MAIL, email_verified: false, groups: 'owners' },
      { allowedEmailDomains: ['example.org'] },
      undefined,
    ],
    [
      'one that is verified by a text',
      { ...MAIL, email_verified: 'true', groups: 'owners' },
      { allowedEmailDomains: ['example.org'] },
      undefined,
    ],
    [
      'two signs @',
      { ...MAIL, email: 'a@example.org@evil.example', groups: 'artists' },
      { allowedEmailDomains: ['example.org'] },
      undefined,
    ],
    ['an address as the claim', MAIL, { roleClaim: 'email', adminValues: ['ann@example.org'] }, 'admin'],
    [
      'an unverified address as the claim',
      { email: 'ann@example.org' },
      { roleClaim: 'email', adminValues: ['ann@example.org'] },
      undefined,
    ],
  ])('by %s', (_, claims, changes, role) => {
    expect(roleOf(claims, { ...rules, ...changes })).toBe(role);
  });
});

describe('the id of a person', () => {
  it('is that of no other issuer or subject', () => {
    const ids = [
      ownerIdOf('https://a.example', 'ann'),
      ownerIdOf('https://a.example/', 'ann'),
      ownerIdOf('https://a.example', 'ben'),
      ownerIdOf('https://b.example', 'ann'),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ownerIdOf('https://a.example', 'ann')).toBe('KCi60d42Qa6H7jLjHUpAp4');
  });
});
