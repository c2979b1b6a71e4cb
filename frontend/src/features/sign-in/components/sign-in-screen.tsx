import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { sessionState } from '../../../lib/session.ts';
import { useStore } from '../../../lib/store.ts';
import { signIn } from '../browser-sign-in.ts';
import type { Reason } from '../create-sign-in.ts';
import { useSignInTexts } from '../texts.ts';

/** In place of every page while the API does not know who asks, or does not let that person in. */
export function SignInScreen({ isNotInvited }: { isNotInvited: boolean }) {
  const texts = useSignInTexts();
  const queryClient = useQueryClient();
  const state = useStore(sessionState);
  const [isBusy, setBusy] = useState(false);
  const [noApi, setNoApi] = useState(false);
  const isSignedIn = state === 'in' || state === 'admin';
  const title = isNotInvited ? texts.notInvited : texts.title;
  usePageTitle(title);

  useEffect(() => {
    // Signed in meanwhile, in another tab perhaps: what was refused is asked for again.
    if (isSignedIn && !isNotInvited) queryClient.invalidateQueries();
  }, [isSignedIn, isNotInvited, queryClient]);
  useEffect(() => {
    // The page may come back from the history as it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && setBusy(false);
    addEventListener('pageshow', onShow);
    return () => removeEventListener('pageshow', onShow);
  }, []);

  const leave = async () => {
    if (isBusy) return;
    setBusy(true);
    setNoApi(false);
    try {
      await signIn.signIn();
      if (signIn.reason() !== undefined) setBusy(false);
    } catch {
      setNoApi(true);
      setBusy(false);
    }
  };

  if (isNotInvited) {
    return (
      <Message title={title}>
        <p>{texts.notInvitedText(signIn.person()?.name ?? '')}</p>
        <Button look="primary" onClick={() => signIn.signOut()}>
          {texts.somebodyElse}
        </Button>
      </Message>
    );
  }
  const isSecure = globalThis.crypto?.subtle !== undefined;
  const reason = signIn.reason();
  return (
    <Message title={title}>
      <div role="alert">
        {noApi && <Notice kind="bad">{texts.noApi}</Notice>}
        {!isBusy && !noApi && reason && <Why reason={reason} />}
      </div>
      <p>{texts.text}</p>
      <p>{isSecure ? texts.kept : texts.insecure}</p>
      <Button
        look="primary"
        disabled={!isSecure}
        aria-disabled={isBusy || isSignedIn || undefined}
        onClick={leave}
      >
        {isBusy || isSignedIn ? texts.busy : texts.button}
      </Button>
    </Message>
  );
}

function Why({ reason }: { reason: Reason }) {
  const texts = useSignInTexts();
  switch (reason.kind) {
    case 'ended':
      return <Notice kind="info">{texts.ended}</Notice>;
    case 'away':
      return <Notice kind="caution">{texts.away(reason.host)}</Notice>;
    case 'refused':
      return (
        <Notice kind="bad">
          {texts.refused} {texts.said(reason.said)}
        </Notice>
      );
    case 'failed':
      return <Notice kind="bad">{texts.failed}</Notice>;
  }
}
