// The script of a hostile page: every request to both ports of the local stack that a page can make without asking.

globalThis.driveBy = async ({ api, aws, job, bucket, worker }) => {
  /** What the page got to read or to load; nothing, if all goes well. */
  const got = [];
  const attempts = [];
  const prompt = JSON.stringify({ prompt: 'drive by' });
  const event = JSON.stringify({
    jobId: '00000000-0000-4000-8000-000000000001',
    modelId: '1-mine',
    prompt: 'a worker asked directly',
    parameters: {},
    createdAt: new Date().toISOString(),
    totalModels: 1,
    reservedUsd: 0.01,
    correlationId: 'x',
  });
  const named = (service) => `X-Amz-Credential=a/20260101/us-east-1/${service}/aws4_request`;
  const presigned = (service) =>
    `X-Amz-Algorithm=AWS4-HMAC-SHA256&${named(service)}&X-Amz-Date=20260101T000000Z&X-Amz-Expires=604800` +
    `&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`;
  const invoke = `${aws}/2015-03-31/functions/${worker}/invocations`;
  const list = `${aws}/${bucket}?list-type=2`;
  const gets = [
    ...['/models', '/gallery/list', `/status/${job}`, `/gallery/${job}`, '/images/x.png'].map(
      (path) => api + path,
    ),
    ...[list, `${list}&${named('s3')}`, `${list}&${presigned('s3')}`],
  ];
  const posts = [
    ...['/generate', '/enhance'].map((path) => [api + path, prompt]),
    ...[invoke, `${invoke}?${named('lambda')}`, `${invoke}?${presigned('lambda')}`].map((url) => [
      url,
      event,
    ]),
    ...[`${aws}/${bucket}?delete`, `${aws}/${bucket}?delete&${named('s3')}`].map((url) => [url, '<Delete/>']),
    ...[
      `${aws}/?${named('dynamodb')}&X-Amz-Target=DynamoDB_20120810.Scan`,
      `${aws}/?${named('secretsmanager')}`,
    ].map((url) => [url, '{}']),
  ];

  const send = (url, init) => {
    const read = async (response) => {
      const text = await response.text().catch(() => '');
      if (response.type !== 'opaque' || text !== '') got.push(`${init.method} ${init.mode} ${url}: ${text}`);
    };
    attempts.push(fetch(url, init).then(read, () => undefined));
  };
  for (const mode of ['cors', 'no-cors']) {
    for (const url of gets) send(url, { method: 'GET', mode, credentials: 'include' });
    for (const [url, body] of posts) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
        send(url, { method: 'POST', mode, body, headers: { 'content-type': type } });
      }
      send(url, { method: 'POST', mode, body: new Blob([body]), keepalive: true });
    }
  }
  for (const [url, body] of posts) navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }));
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    send(`${api}/generate`, { method, mode: 'cors', body: prompt });
    send(`${aws}/${bucket}/jobs/${job}/job.json?${named('s3')}`, { method, mode: 'cors' });
  }

  const load = (tag, name, url) => {
    const element = document.createElement(tag);
    if (tag === 'link') element.rel = 'stylesheet';
    const loaded = new Promise((resolve) => {
      // A frame also fires this for an error page.
      element.onload = () => resolve(tag === 'iframe' ? undefined : got.push(`${tag} ${url}`));
      element.onerror = () => resolve();
      setTimeout(resolve, 3000);
    });
    element[name] = url;
    document.body.append(element);
    attempts.push(loaded);
  };
  for (const url of [...gets, ...posts.map(([url]) => url)]) {
    load('img', 'src', url);
    load('script', 'src', url);
    load('iframe', 'src', url);
    load('link', 'href', url);
    const events = new EventSource(url);
    events.onopen = () => got.push(`EventSource ${url}`);
    setTimeout(() => events.close(), 2000);
  }

  const submit = ([action, body], enctype, isSandboxed) => {
    const frame = document.createElement('iframe');
    frame.name = `frame ${attempts.length}`;
    // Its requests say that they come from "null".
    if (isSandboxed) frame.sandbox = 'allow-forms';
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action, enctype, target: frame.name });
    // As text/plain, name and value are joined by "=", which still is JSON.
    const field = Object.assign(document.createElement('input'), {
      name: `${body.slice(0, -1)},"x":"`,
      value: '"}',
    });
    form.append(field);
    document.body.append(frame, form);
    attempts.push(new Promise((resolve) => setTimeout(resolve, 3000)));
    form.submit();
  };
  for (const post of posts) {
    for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      submit(post, enctype, false);
      submit(post, enctype, true);
    }
  }

  await Promise.all(attempts);
  return { got, attempts: attempts.length };
};
