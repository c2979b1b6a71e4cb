/** Follows the redirects of an issuer as a browser would, and types a name where it is asked for. @returns where it ends */
export async function visitIssuer(address: string, name: string, site: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let form: RequestInit = {};
  for (let steps = 0; steps < 10; steps += 1) {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await fetch(url, { ...form, redirect: 'manual', headers: { cookie } });
    form = {};
    for (const line of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(key, value);
    }
    const location = response.headers.get('location');
    if (location === null) form = { method: 'POST', body: new URLSearchParams({ name }) };
    else url = new URL(location, url);
    if (url.origin === site) return url;
  }
  throw new Error(`The issuer does not send anybody back from ${url.href}.`);
}
