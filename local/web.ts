import { isOfPictures } from './cloudfront/images.ts';
import type { HttpApi } from './http-api/server.ts';
import type { RequestHandler } from './listen.ts';

type Serve = (...arguments_: [...Parameters<RequestHandler>, path: string, query: string]) => Promise<void>;

interface Options {
  api: HttpApi;
  serveImage: Serve;
  site: { serve(...arguments_: [...Parameters<RequestHandler>, path: string]): Promise<boolean> };
}

/** What is both a page and a route: on AWS they are at different hosts. */
const ALSO_A_PAGE = /^\/(shared\/[^/]+|board|lists(\/[^/]+)?)$/;

/** API, pictures and front end on one origin. */
export function createWebHandler({ api, serveImage, site }: Options): RequestHandler {
  return async (request, response) => {
    const target = request.url ?? '/';
    const question = target.indexOf('?');
    const path = question < 0 ? target : target.slice(0, question);
    const query = question < 0 ? '' : target.slice(question + 1);
    const method = request.method ?? 'GET';
    const isOpened = method === 'GET' && request.headers.accept?.includes('text/html') === true;
    if (isOpened && ALSO_A_PAGE.test(path) && (await site.serve(request, response, path))) return;
    if (api.handles(method, path)) return api.answer(request, response, path, query);
    if (isOfPictures(path)) return serveImage(request, response, path, query);
    if (await site.serve(request, response, path)) return;
    api.notFound(request, response);
  };
}
