import { createState, readStored } from './store.ts';

/** Keeps somebody signed in. Loaded only where the API wants to know who asks. */
export type Session = {
  /**
   * The token of the next request; `undefined` while nobody is signed in.
   * @param refused what the API has just refused, with its error code; another token is wanted
   */
  token(refused?: { token: string | undefined; code: string }): Promise<string | undefined>;
};

/** `none`: as far as is known, nobody has to sign in; `admin`: in, and every run is theirs to change. */
export type SessionState = 'none' | 'in' | 'admin' | 'out';

/** Under this key the sign-in keeps what outlives the page; with nothing there, nobody is signed in. */
export const SESSION_KEY = 'session';
/** Where the issuer sends people back to. */
export const SIGNED_IN_PATH = '/signed-in';

/** The address changes once the answer of the issuer is taken. */
const cameBack = location.pathname === SIGNED_IN_PATH;
let load: (() => Promise<Session>) | undefined;

export const sessionState = createState<SessionState>('none');

/** Says where the session comes from, without fetching it. */
export function provideSession(from: () => Promise<Session>): void {
  load = from;
}

/** Whether requests may have a token; an open installation never gets as far as fetching the session. */
export const isSessionNeeded = (): boolean =>
  sessionState.get() !== 'none' ||
  cameBack ||
  location.pathname === SIGNED_IN_PATH ||
  (['device', 'tab'] as const).some((area) => readStored(SESSION_KEY, area) !== undefined);

/** The token of the next request, or another one than the API has refused. */
export const tokenOf: Session['token'] = async (refused) => (await load?.())?.token(refused);
