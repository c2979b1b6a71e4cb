import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { FirstMessages } from '../../../lib/i18n/first-en.ts';
import { I18nProvider } from '../../../lib/i18n/i18n.tsx';
import type { Language } from '../../../lib/preferences.ts';
import { boardTexts } from '../texts/texts.ts';
import { reportDocument } from './document.ts';
import { ReportBody, type ReportProps } from './report-body.tsx';

interface Words {
  language: Language;
  messages: FirstMessages;
}

/** The report as one HTML file, made of the page's own parts; the browser escapes whatever stands in it. */
export function renderReport(words: Words, props: ReportProps): string {
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <I18nProvider initial={words}>
        <ReportBody {...props} />
      </I18nProvider>,
    ),
  );
  const body = place.innerHTML;
  root.unmount();
  const { title } = boardTexts[words.language];
  return reportDocument({
    lang: words.language,
    title: props.facts ? `${title} · ${props.facts.name}` : title,
    body,
  });
}
