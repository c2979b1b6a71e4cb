/** All of signing in, as one script that an open installation never fetches. */
export { signIn } from './browser-sign-in.ts';
export { AccountSettings } from './components/account-settings.tsx';
export { SignInScreen } from './components/sign-in-screen.tsx';
