/** The looks of a report, by elements alone: it is read for years, far from this product's style sheets. */
const STYLE = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1rem;max-width:75rem;font:1rem/1.5 system-ui,sans-serif}
h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}
h2{margin-top:2.5rem}
p,li{max-width:70ch;overflow-wrap:anywhere}
[data-headline]{font-size:1.25rem}
[data-scroller]{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .75rem;border-bottom:1px solid color-mix(in srgb,CanvasText 25%,Canvas);text-align:right;vertical-align:middle;white-space:nowrap}
thead th{white-space:normal;vertical-align:bottom}
[data-name]{min-width:9rem;text-align:left;white-space:normal}
td svg{display:block}
figure{margin:0}
figcaption{font-size:.8125rem}
[data-pictures]{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1rem}
[data-pictures] p{margin:0;padding:2rem .5rem;border:1px dashed;text-align:center}
img{display:block;max-width:100%;height:auto}
code{display:block;font-size:.6875rem;overflow-wrap:anywhere}
@media print{[data-scroller]{overflow:visible}figure,tr{break-inside:avoid}}`;

/** It loads nothing and runs nothing, whatever may stand in it. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** A whole page in one file. @param body HTML that is escaped already */
export function reportDocument({ lang, title, body }: { lang: string; title: string; body: string }): string {
  return `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}
