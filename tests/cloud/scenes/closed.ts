import { type Issuer, startIssuer } from '../../helpers/issuer.ts';
import { type Deployed, draw, openRun, type Stage, see } from '../stage.ts';

const CLIENT_ID = 'pixel-prompt';
export const OWNER_EMAIL = 'owner@example.org';

/** An issuer on this machine, and the parameters of a stack for its people. */
export async function issuerOfStack(): Promise<{ issuer: Issuer; parameters: Record<string, string> }> {
  const issuer = await startIssuer();
  const signIn = { issuer: issuer.url, clientId: CLIENT_ID, roleClaim: 'groups', memberValues: ['artists'] };
  return { issuer, parameters: { Access: 'issuer', SignIn: JSON.stringify(signIn) } };
}

/** What a stack for people of an issuer shows to whom. @param job of when the stack was open */
export async function seeIssuer(deployed: Deployed, issuer: Issuer, job: string): Promise<void> {
  await seeClosed(deployed, { mode: 'issuer', issuer: issuer.url, clientId: CLIENT_ID });
  const bearer = async (subject: string, groups: string[]) => ({
    authorization: `Bearer ${await issuer.token(subject, { groups })}`,
  });
  const ann = await bearer('ann', ['artists']);
  const eve = await codeOf(deployed, '/models', await bearer('eve', []));
  see('somebody who is not let in is told so', eve === '403 NOT_INVITED', eve);
  const [address = ''] = await openRun(deployed, job, ann);
  see('the address of a picture is signed', /\?e=\d+&s=[\w-]{43}$/.test(address), address);
  const page = await fetch(`${deployed.site}/shared/AAAAAAAAAAAAAAAAAAAAAA`);
  const robots = page.headers.get('x-robots-tag');
  see('search engines leave out pages of links', page.ok && robots === 'noindex, nofollow', robots);
  await seeGuard(address.split('?')[0] ?? '');
  await seeGuard(address.replace(/s=./, 's=_'));
  const mine = await draw(deployed, ann);
  const ben = await codeOf(deployed, `/status/${mine}`, await bearer('ben', ['artists']));
  see('a run of somebody else is not there', ben === '404 JOB_NOT_FOUND', ben);
}

/** What a stack of invited people shows to whoever has no token of its pool, and whom it has invited. */
export async function seeInvited(stage: Stage, deployed: Deployed): Promise<void> {
  const pool = String(deployed.data.People);
  const issuer = `https://cognito-idp.us-west-2.amazonaws.com/${pool}`;
  await seeClosed(deployed, { mode: 'invited', issuer });
  await seeGuard(`${deployed.site}/images/00000000-0000-4000-8000-000000000000/a.png`);
  const admins = JSON.stringify(
    await stage.aws(
      ...['cognito-idp', 'list-users-in-group', '--user-pool-id', pool, '--group-name', 'admin'],
    ),
  );
  see('the owner is invited, as an admin', admins.includes(OWNER_EMAIL), admins);
}

async function seeClosed(deployed: Deployed, expected: Record<string, string>): Promise<void> {
  const response = await fetch(`${deployed.api}/access`);
  const access = (await response.json()) as Record<string, unknown>;
  for (const [name, value] of Object.entries(expected))
    see(`/access tells the ${name}`, access[name] === value, access);
  for (const headers of [{}, { authorization: 'Bearer e30.e30.e30' }]) {
    const code = await codeOf(deployed, '/models', headers);
    see('nobody gets in without a token of the issuer', code === '401 SIGN_IN_REQUIRED', code);
  }
}

async function seeGuard(address: string): Promise<void> {
  const { status, headers } = await fetch(address);
  const guard = headers.get('x-picture-guard');
  see('no picture is shown at another address', status === 403 && guard === 'no signature', {
    status,
    guard,
  });
}

async function codeOf({ api }: Deployed, path: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(api + path, { headers });
  const { code } = (await response.json()) as { code?: string };
  return `${response.status} ${code}`;
}
