import { Icon } from '../components/ui/icon.tsx';
import { useI18n } from './i18n/i18n.tsx';
import type { Language } from './preferences.ts';
import styles from './report-picture.module.css';

const en = {
  link: 'Report',
  about: (model: string) => `Report this picture by ${model}`,
  ofRun: (prompt: string) => `Report “${prompt}”`,
  subject: 'Report of a picture',
  body: (address: string) => `This picture should not be shown:\n${address}\n\nBecause:\n`,
};
export type ReportTexts = typeof en;

const de: ReportTexts = {
  link: 'Melden',
  about: (model) => `Dieses Bild von ${model} melden`,
  ofRun: (prompt) => `„${prompt}“ melden`,
  subject: 'Meldung eines Bildes',
  body: (address) => `Dieses Bild sollte nicht gezeigt werden:\n${address}\n\nDenn:\n`,
};

/** They come with the scripts that need them, in every language: none is needed at first. */
export const reportTexts: Record<Language, ReportTexts> = { en, de };

/** Where a run stands on this site. */
const addressOf = (jobId: string) => `${location.origin}/r/${jobId}`;

/**
 * The address that a report is sent to, with what it is about: a mail that is begun, or a page that is told.
 * @returns `undefined` if the owner has named nothing that a browser may open
 */
export function reportAddress(to: string, about: string, texts: ReportTexts): string | undefined {
  if (to.startsWith('https://')) {
    if (!URL.canParse(to)) return undefined;
    const address = new URL(to);
    address.searchParams.set('run', about);
    return address.href;
  }
  if (!/^[^@\s/?&]+@[^@\s/?&]+$/.test(to)) return undefined;
  const [name = '', host = ''] = to.split('@');
  const fields = { subject: texts.subject, body: texts.body(about) };
  const query = Object.entries(fields).map(([field, text]) => `${field}=${encodeURIComponent(text)}`);
  return `mailto:${encodeURIComponent(name)}@${host}?${query.join('&')}`;
}

type Props = {
  /** Where the owner wants to be told; nothing is shown without it. */
  to: string | undefined;
  jobId: string;
  /** Whose picture, or which run; for those who do not see what the link stands at. */
  about: { model: string } | { prompt: string };
};

/** A link for whoever sees a picture that should not be here. */
export function ReportPicture({ to, jobId, about }: Props) {
  const { locale } = useI18n();
  const texts = reportTexts[locale.split('-')[0] === 'de' ? 'de' : 'en'];
  const href = to && reportAddress(to, addressOf(jobId), texts);
  if (!href) return null;
  const label = 'model' in about ? texts.about(about.model) : texts.ofRun(about.prompt);
  return (
    <a
      className={styles.report}
      href={href}
      aria-label={label}
      title={label}
      target="_blank"
      rel="noreferrer"
    >
      <Icon name="warn" size={16} />
      {texts.link}
    </a>
  );
}
