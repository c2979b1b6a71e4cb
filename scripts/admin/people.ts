import { ownerIdOf } from '../../src/access/person.ts';

/** Runs `aws … --output json`, and gives what it answers. @throws Error with what AWS says */
export type Aws = (args: readonly string[]) => Promise<unknown>;

export interface Person {
  email: string;
  /** `FORCE_CHANGE_PASSWORD`: invited, and has not signed in yet. */
  status: string;
  isAdmin: boolean;
  /** What the person is called where something is theirs. */
  id: string;
}

interface User {
  Username: string;
  UserStatus: string;
  Attributes?: { Name: string; Value: string }[];
}

const ADMINS = 'admin';

/** The pool of the stack; its name is that of the stack. @throws Error if it cannot be told which one is meant */
export async function findPool(aws: Aws): Promise<string> {
  const { UserPools = [] } = (await aws(['cognito-idp', 'list-user-pools', '--max-results', '60'])) as {
    UserPools?: { Id: string; Name: string }[];
  };
  const own = UserPools.filter(({ Name }) => Name.startsWith('pixel-prompt'));
  const [pool, ...others] = own;
  if (pool === undefined) throw new Error('There is no pool of people here; is Access invited?');
  if (others.length === 0) return pool.Id;
  throw new Error(`Say which with --pool: ${own.map(({ Id, Name }) => `${Id} (${Name})`).join(', ')}`);
}

/** Cognito sends the invitation. */
export async function invite(aws: Aws, pool: string, email: string, isAdmin: boolean): Promise<void> {
  const person = ['--user-pool-id', pool, '--username', email];
  await aws([
    ...['cognito-idp', 'admin-create-user', ...person, '--desired-delivery-mediums', 'EMAIL'],
    ...['--user-attributes', `Name=email,Value=${email}`, 'Name=email_verified,Value=true'],
  ]);
  if (isAdmin) await aws(['cognito-idp', 'admin-add-user-to-group', ...person, '--group-name', ADMINS]);
}

/** In the order of their addresses. */
export async function listPeople(aws: Aws, pool: string): Promise<Person[]> {
  const all = ['--user-pool-id', pool];
  const read = async (args: string[]) => ((await aws(args)) as { Users?: User[] }).Users ?? [];
  const users = await read(['cognito-idp', 'list-users', ...all]);
  const admins = await read(['cognito-idp', 'list-users-in-group', ...all, '--group-name', ADMINS]);
  const names = new Set(admins.map(({ Username }) => Username));
  return users
    .map(({ Username, UserStatus, Attributes = [] }) => ({
      email: attributeOf(Attributes, 'email') ?? Username,
      status: UserStatus,
      isAdmin: names.has(Username),
      id: ownerIdOf(issuerOf(pool), attributeOf(Attributes, 'sub') ?? Username),
    }))
    .sort((one, other) => (one.email < other.email ? -1 : 1));
}

const attributeOf = (attributes: NonNullable<User['Attributes']>, wanted: string) =>
  attributes.find(({ Name }) => Name === wanted)?.Value;

/** The pool as the issuer that its tokens name; the id of a pool begins with its region. */
const issuerOf = (pool: string) => `https://cognito-idp.${pool.split('_')[0]}.amazonaws.com/${pool}`;

/** What the person has drawn stays; a token that was given out is good for up to an hour. */
export async function removePerson(aws: Aws, pool: string, email: string): Promise<void> {
  await aws(['cognito-idp', 'admin-delete-user', '--user-pool-id', pool, '--username', email]);
}
