import { describe, expect, it } from '@jest/globals';
import { findPool, invite, listPeople, removePerson } from '../../../../scripts/admin/people.ts';
import { ownerIdOf } from '../../../../src/access/person.ts';

/** The AWS CLI, as far as it is asked here. */
function cli(answers: Record<string, unknown> = {}) {
  const asked: string[] = [];
  const aws = async (args: readonly string[]) => {
    asked.push(args.join(' '));
    return answers[args[1] ?? ''] ?? {};
  };
  return { asked, aws };
}
const user = (Username: string, email: string, UserStatus = 'CONFIRMED') => ({
  Username,
  UserStatus,
  Attributes: [
    { Name: 'sub', Value: Username },
    { Name: 'email', Value: email },
  ],
});

describe('the people who are invited', () => {
  it('are in the one pool of the product', async () => {
    const other = { Id: 'us-east-1_b', Name: 'shop' };
    const own = { Id: 'us-east-1_a', Name: 'pixel-prompt-dev' };
    expect(await findPool(cli({ 'list-user-pools': { UserPools: [other, own] } }).aws)).toBe('us-east-1_a');
    await expect(findPool(cli({ 'list-user-pools': { UserPools: [other] } }).aws)).rejects.toThrow(
      'is Access invited?',
    );
    const two = [own, { Id: 'us-east-1_c', Name: 'pixel-prompt-prod' }];
    await expect(findPool(cli({ 'list-user-pools': { UserPools: two } }).aws)).rejects.toThrow(
      'Say which with --pool: us-east-1_a (pixel-prompt-dev), us-east-1_c (pixel-prompt-prod)',
    );
  });

  it('are invited by a mail of Cognito, with an address that counts as verified', async () => {
    const { asked, aws } = cli();
    await invite(aws, 'pool', 'ann@example.org', false);
    const created =
      'cognito-idp admin-create-user --user-pool-id pool --username ann@example.org --desired-delivery-mediums EMAIL --user-attributes Name=email,Value=ann@example.org Name=email_verified,Value=true';
    expect(asked).toEqual([created]);
    await invite(aws, 'pool', 'ann@example.org', true);
    expect(asked.slice(1)).toEqual([
      created,
      'cognito-idp admin-add-user-to-group --user-pool-id pool --username ann@example.org --group-name admin',
    ]);
  });

  it('are listed with who is an admin', async () => {
    const users = [user('2', 'ben@example.org', 'FORCE_CHANGE_PASSWORD'), user('1', 'ann@example.org')];
    const { aws } = cli({ 'list-users': { Users: users }, 'list-users-in-group': { Users: [users[1]] } });
    const pool = 'eu-central-1_AbCdEf';
    const id = (subject: string) =>
      ownerIdOf(`https://cognito-idp.eu-central-1.amazonaws.com/${pool}`, subject);
    expect(await listPeople(aws, pool)).toEqual([
      { email: 'ann@example.org', status: 'CONFIRMED', isAdmin: true, id: id('1') },
      { email: 'ben@example.org', status: 'FORCE_CHANGE_PASSWORD', isAdmin: false, id: id('2') },
    ]);
  });

  it('are removed', async () => {
    const { asked, aws } = cli();
    await removePerson(aws, 'pool', 'ann@example.org');
    expect(asked).toEqual(['cognito-idp admin-delete-user --user-pool-id pool --username ann@example.org']);
  });
});
