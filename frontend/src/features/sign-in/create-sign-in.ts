import type { AccessResponse } from '../../../../src/contract/index.ts';
import { ApiError } from '../../lib/api.ts';
import { forgetPerson } from '../../lib/forget.ts';
import { type Session, SIGNED_IN_PATH, sessionState } from '../../lib/session.ts';
import * as standard from './issuer.ts';
import { type Grant, type Issuer, IssuerAwayError, type Person, refusalOf } from './issuer.ts';
import {
  forgetSession,
  isSomebodyElse,
  keepErrand,
  keepSession,
  readSession,
  rememberPerson,
  takeErrand,
} from './stored.ts';

/** Why somebody has to sign in, beyond not having done so. */
export type Reason =
  | { kind: 'ended' }
  | { kind: 'away'; host: string }
  | { kind: 'refused'; said: string }
  | { kind: 'failed' };

/** What the session needs of the browser and of the API; replaced by tests. */
export type World = {
  getAccess(): Promise<AccessResponse>;
  /** One renewal at a time, of all tabs. */
  lock<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tells the other tabs; what they tell arrives at `onNews`. */
  tell(news: News): void;
  onNews(listener: (news: News) => void): void;
  goTo(address: string): void;
  reload(): void;
};

type Current = { token: string; freshUntil: number; idToken: string | undefined; person: Person };
export type News = { kind: 'token'; current: Current; issuer: Issuer } | { kind: 'signed-out' };

/** A token is renewed before it ends, so that no request meets the end. */
const MARGIN_MS = 60_000;
/** What is stored and told takes a moment to reach the other tabs; no other may renew before. */
const SETTLING_MS = 250;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type SignIn = ReturnType<typeof createSignIn>;
export type Oidc = Pick<
  typeof standard,
  'endSession' | 'findIssuer' | 'renewGrant' | 'signInAddress' | 'takeGrant'
>;

/**
 * Signs people in and out, and keeps them signed in.
 * @param oidc replaced by tests
 */
export function createSignIn(world: World, oidc: Oidc = standard) {
  const { endSession, findIssuer, renewGrant, signInAddress, takeGrant } = oidc;
  let current: Current | undefined;
  let issuer: Issuer | undefined;
  let reason: Reason | undefined;
  let comingBack: Promise<void> | undefined;
  let renewing: Promise<Current | undefined> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasCheckedMode = false;

  const redirectUri = () => location.origin + SIGNED_IN_PATH;
  const home = () => `${location.origin}/`;
  const isFresh = (known: Current | undefined): known is Current =>
    known !== undefined && Date.now() < known.freshUntil;

  function take(next: Current, from: Issuer): void {
    current = next;
    issuer = from;
    reason = undefined;
    clearTimeout(timer);
    const wait = Math.min(Math.max(next.freshUntil - Date.now(), 1000), LONGEST_TIMER_MS);
    // If the issuer is away just now, the next request tries again.
    timer = setTimeout(() => renew(undefined).catch(() => undefined), wait);
    if (sessionState.get() !== 'admin') sessionState.set('in');
  }

  function accept(grant: Grant, from: Issuer, before?: string): void {
    const margin = Math.min(MARGIN_MS, grant.lifetimeMs / 2);
    const { token, idToken, person } = grant;
    const next = { token, freshUntil: Date.now() + grant.lifetimeMs - margin, idToken, person };
    const refreshToken = grant.refreshToken ?? before;
    const isLasting = before !== undefined && grant.refreshToken === undefined;
    if (refreshToken !== undefined) {
      keepSession({ issuer: from, refreshToken, person }, isLasting ? 'tab' : 'device');
    }
    rememberPerson(person);
    take(next, from);
    world.tell({ kind: 'token', current: next, issuer: from });
  }

  world.onNews((news) => {
    if (news.kind === 'signed-out') {
      forgetPerson();
      world.goTo(home());
    } else if (current !== undefined && current.person.id !== news.current.person.id) {
      // Somebody else has signed in: nothing of the person before stays in this tab.
      world.reload();
    } else {
      take(news.current, news.issuer);
    }
  });

  /** Another token than `refused`; `undefined` if nobody is signed in any more. @throws ApiError if the issuer is away */
  function renew(refused: string | undefined): Promise<Current | undefined> {
    renewing ??= new Promise<Current | undefined>((resolve, reject) => {
      world
        .lock(async () => {
          // Another tab may have renewed it while this one waited.
          if (isFresh(current) && current.token !== refused) return resolve(current);
          await renewNow().then(resolve, reject);
          if (current !== undefined) await new Promise((settled) => setTimeout(settled, SETTLING_MS));
        })
        .catch(reject);
    }).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function renewNow(): Promise<Current | undefined> {
    const stored = readSession();
    if (stored === undefined) {
      current = undefined;
      return undefined;
    }
    try {
      const grant = await renewGrant(stored.issuer, stored.refreshToken, stored.person);
      accept(grant, stored.issuer, stored.refreshToken);
    } catch (error) {
      current = undefined;
      if (error instanceof IssuerAwayError && !(await hasMoved(stored.issuer))) throw unavailable(error);
      forgetSession();
      reason = { kind: 'ended' };
    }
    checkModeOnce();
    return current;
  }

  /** Whether people do not sign in at this issuer any more: the owner has changed it, or opened the installation. */
  async function hasMoved({ server, clientId }: Issuer): Promise<boolean> {
    try {
      const access = await world.getAccess();
      const isSame = access.issuer === server.issuer && access.clientId === clientId;
      return access.mode === 'open' || !isSame;
    } catch {
      return false;
    }
  }

  function checkModeOnce(): void {
    if (hasCheckedMode || issuer === undefined) return;
    hasCheckedMode = true;
    const asked = issuer;
    hasMoved(asked).then((moved) => {
      if (!moved) return;
      forgetSession();
      current = undefined;
      clearTimeout(timer);
      sessionState.set('none');
    });
  }

  async function comeBack(): Promise<void> {
    const answer = new URLSearchParams(location.search);
    const errand = takeErrand();
    // Neither a reload nor the history may use the code again.
    history.replaceState(null, '', errand?.wanted ?? '/');
    if (errand === undefined) {
      if (answer.has('code')) reason = { kind: 'failed' };
      return;
    }
    try {
      const grant = await takeGrant(errand.issuer, answer, redirectUri(), errand.secrets);
      if (isSomebodyElse(grant.person)) forgetPerson();
      accept(grant, errand.issuer);
    } catch (error) {
      reason = reasonOf(error, errand.issuer.server.issuer);
    }
  }

  return {
    async token(refused?: { token: string | undefined; code: string }): Promise<string | undefined> {
      if (location.pathname === SIGNED_IN_PATH) comingBack ??= comeBack();
      await comingBack;
      if (isFresh(current)) {
        // Without a token in the request the API says that one is required: then an older response was served again.
        const wasNotSeen = refused?.code === 'SIGN_IN_REQUIRED';
        if (current.token !== refused?.token || wasNotSeen) return current.token;
      }
      const renewed = await renew(refused?.token);
      if (renewed === undefined && refused !== undefined) sessionState.set('out');
      return renewed?.token;
    },

    /** Leaves the page for the issuer's; what was typed and the address are there again afterwards. */
    async signIn(): Promise<void> {
      reason = undefined;
      let host = '';
      try {
        const access = await world.getAccess();
        if (access.mode === 'open') return world.reload();
        host = access.issuer ?? '';
        const found = await findIssuer(access);
        const { address, secrets } = await signInAddress(found, redirectUri());
        const { pathname, search, hash } = location;
        const wanted = pathname === SIGNED_IN_PATH ? '/' : pathname + search + hash;
        keepErrand({ issuer: found, secrets, wanted });
        world.goTo(address);
      } catch (error) {
        if (error instanceof ApiError) throw error;
        reason = reasonOf(error, host);
      }
    },

    /** Signs out here, in all tabs and at the issuer, and removes what this browser keeps of the person. */
    async signOut(): Promise<void> {
      const [from, refreshToken] = [issuer ?? readSession()?.issuer, readSession()?.refreshToken];
      const idToken = current?.idToken;
      current = undefined;
      clearTimeout(timer);
      forgetPerson();
      world.tell({ kind: 'signed-out' });
      // With the issuer away, being signed out here has to do.
      const page = from && (await endSession(from, { refreshToken, idToken }, home()).catch(() => undefined));
      world.goTo(page ?? home());
    },

    person: (): Person | undefined => current?.person,
    reason: (): Reason | undefined => reason,
  } satisfies Session & Record<string, unknown>;
}

function reasonOf(error: unknown, issuer: string): Reason {
  if (error instanceof IssuerAwayError) return { kind: 'away', host: hostOf(issuer) };
  const said = refusalOf(error);
  return said === undefined ? { kind: 'failed' } : { kind: 'refused', said };
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}

/** Said as the API would say it: the page then treats both alike. */
function unavailable(cause: IssuerAwayError): ApiError {
  const error = new ApiError(503, {
    error: cause.message,
    code: 'SIGN_IN_UNAVAILABLE',
    requestId: '',
  });
  error.cause = cause;
  return error;
}
