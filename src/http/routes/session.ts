import { Router } from 'express';
import { Problem } from '../../problem.ts';
import { callerIn } from '../callers.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Who is signed in. */
export function sessionRoutes(): Router {
  const router = Router();
  router
    .route('/v1/session')
    .get((request, response) => {
      const { person, issuer, scopes } = callerIn(request);
      // A key is nobody's session.
      if (person === null) throw new Problem('session-missing');
      response.setHeader('Cache-Control', 'no-store');
      response.json({
        person: { id: person.id, name: person.name, login: person.login },
        issuer: { id: issuer.id, name: issuer.name },
        scopes,
      });
    })
    .all(refuseOtherMethods('GET, HEAD'));
  return router;
}
