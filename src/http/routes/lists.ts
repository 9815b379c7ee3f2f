import { Router } from 'express';
import type { Core } from '../../core.ts';
import type { CodeList } from '../../forms/code-lists.ts';
import { Problem } from '../../problem.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Code lists that the acts set: what forms take as a code and print in words. */
export function listRoutes({ catalogue }: Core): Router {
  const router = Router();

  router
    .route('/v1/lists')
    .get((_request, response) => {
      response.json({ lists: [...catalogue.lists.values()].map(shown) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/lists/:list')
    .get((request, response) => {
      const list = catalogue.lists.get(request.params.list);
      if (list === undefined) throw new Problem('list-unknown');
      response.json(shown(list));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}

function shown({ items, words, ...list }: CodeList) {
  return {
    ...list,
    items: items.map(({ code, ...rest }) => ({
      code,
      words: { kk: words.kk[code], ru: words.ru[code] },
      ...rest,
    })),
  };
}
