import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Link } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { copyText } from '../../../lib/clipboard.ts';
import { dateTime } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { reportError } from '../../../lib/report-error.ts';
import { sessionState } from '../../../lib/session.ts';
import { useStore } from '../../../lib/store.ts';
import { showToast } from '../../../lib/toasts.ts';
import { createLink, listLinks, revokeLink } from '../api/links.ts';
import { managementAddress } from '../management-address.ts';
import { useShareTexts } from '../texts.ts';
import styles from './share-dialog.module.css';

type Props = { jobId: string; onClose: () => void };

const addressOf = ({ linkId }: Link) => `${location.origin}/shared/${linkId}`;

/** Links that show a run to others, and one that hands it to another browser of the same person. */
export default function ShareDialog({ jobId, onClose }: Props) {
  const s = useShareTexts();
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const form = useId();
  const [withPrompt, setWithPrompt] = useState(false);
  const [withCosts, setWithCosts] = useState(false);
  const links = useQuery({
    queryKey: ['links', jobId],
    queryFn: ({ signal }) => listLinks(jobId, signal),
    staleTime: 0,
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['links', jobId] });
  const make = useMutation({
    mutationFn: () => createLink(jobId, { withPrompt, withCosts }),
    async onSuccess(link) {
      const isCopied = await copyText(addressOf(link));
      showToast({ kind: 'info', text: isCopied ? s.copied : s.made, about: 'share' });
      await refresh();
    },
    onError: (error) => reportError(t, s.makeFailed, error, 'share'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate();
  };
  return (
    <Dialog title={s.title} onClose={onClose} footer={<Button onClick={onClose}>{s.close}</Button>}>
      <p>{s.text}</p>
      <form id={form} className={styles.form} onSubmit={submit}>
        <Choice type="checkbox" checked={withPrompt} onChange={setWithPrompt}>
          {s.withPrompt}
        </Choice>
        <Choice type="checkbox" checked={withCosts} onChange={setWithCosts}>
          {s.withCosts}
        </Choice>
        <Button type="submit" look="primary" icon="link" aria-disabled={make.isPending || undefined}>
          {make.isPending ? s.making : s.make}
        </Button>
      </form>
      <section className={styles.links} aria-labelledby={`${form}-links`}>
        <h3 id={`${form}-links`}>{s.links}</h3>
        {links.isPending && <p role="status">{s.loading}</p>}
        {links.isError && <p>{s.listFailed}</p>}
        {links.data?.links.length === 0 && <p>{s.none}</p>}
        <ul className={styles.list}>
          {links.data?.links.map((link) => (
            <LinkRow key={link.linkId} jobId={jobId} link={link} onChange={refresh} />
          ))}
        </ul>
      </section>
      <ManagementLink jobId={jobId} />
    </Dialog>
  );
}

function LinkRow({ jobId, link, onChange }: { jobId: string; link: Link; onChange: () => Promise<void> }) {
  const s = useShareTexts();
  const { t, locale } = useTexts();
  const revoke = useMutation({
    mutationFn: () => revokeLink(jobId, link.linkId),
    onSuccess() {
      showToast({ kind: 'info', text: s.revoked, about: 'share' });
      return onChange();
    },
    onError: (error) => reportError(t, s.revokeFailed, error, 'share'),
  });
  const copy = async () => {
    const isCopied = await copyText(addressOf(link));
    showToast({
      kind: isCopied ? 'info' : 'error',
      text: isCopied ? s.copied : t.run.copyFailed,
      about: 'share',
    });
  };
  return (
    <li>
      <input
        className={styles.address}
        aria-label={s.address}
        readOnly
        value={addressOf(link)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className={styles.row}>
        <span>
          {s.madeAt(dateTime(locale, link.createdAt))} · {s.shows(link.withPrompt, link.withCosts)}
        </span>
        <Button small look="quiet" icon="copy" onClick={copy}>
          {s.copy}
        </Button>
        <Button
          small
          look="quiet"
          icon="trash"
          aria-disabled={revoke.isPending || undefined}
          onClick={() => !revoke.isPending && revoke.mutate()}
        >
          {s.revoke}
        </Button>
      </p>
    </li>
  );
}

/** Nothing where people sign in: their runs follow them to every device. */
function ManagementLink({ jobId }: { jobId: string }) {
  const s = useShareTexts();
  const { t } = useTexts();
  const session = useStore(sessionState);
  if (session === 'in') return null;
  const copy = async () => {
    const isCopied = await copyText(managementAddress(jobId));
    showToast({
      kind: isCopied ? 'info' : 'error',
      text: isCopied ? s.manageCopied : t.run.copyFailed,
      about: 'share',
    });
  };
  return (
    <section className={styles.manage}>
      <h3>{s.manage}</h3>
      <p>{s.manageText}</p>
      <Button small icon="lock" onClick={copy}>
        {s.manageCopy}
      </Button>
    </section>
  );
}
