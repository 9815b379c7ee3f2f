import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { Problem } from '../problem.ts';

/** What people type into the few fields of a page, percent-encoded. */
const formBytes = 4096;

const readForm = express.urlencoded({ extended: false, limit: formBytes, parameterLimit: 10 });

/** What is wrong with the body of a typed form: its reader has errors of its own. */
const refuseForm: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) next(new Problem('body-too-large', { params: { limit: formBytes }, cause: error }));
  else if (status === 415) next(new Problem('body-encoding-unsupported', { cause: error }));
  else next(status === 400 ? new Problem('request-aborted', { cause: error }) : error);
};

/** Reads a form as a page sends it. @throws Problem `body-too-large`, `body-encoding-unsupported`, `request-aborted` */
export const typedForm: readonly [RequestHandler, ErrorRequestHandler] = [readForm, refuseForm];

/** What was typed into a field; empty when it was not sent, or several times. */
export function typedIn(request: Request, field: string): string {
  const fields = request.body as Readonly<Record<string, unknown>> | undefined;
  const text = fields?.[field];
  return typeof text === 'string' ? text : '';
}
