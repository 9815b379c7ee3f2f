import { dayFigures, momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import type { RecordData } from './data.ts';

interface Happening {
  readonly key: string;
  readonly at: string;
  readonly day?: string;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** All that happened to a document, from its issue on. */
export function History({ document, issuedBy }: RecordData) {
  const say = useWords();
  const happened: readonly Happening[] = [
    { key: 'issued', at: document.issuedAt, actor: issuedBy, reason: null },
    ...document.events.map(({ kind, at, actor, reason, validUntil }) => ({
      key: kind,
      at,
      actor,
      reason,
      ...(validUntil === undefined ? {} : { day: dayFigures(validUntil) }),
    })),
    ...(document.purgedAt === null ? [] : [{ key: 'purged', at: document.purgedAt, actor: null, reason: null }]),
  ];
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{say('documents.history')}</h2>
      <ol class="timeline" role="list">
        {happened.map(({ key, at, day = '', actor, reason }) => (
          <li key={`${key} ${at}`}>
            <b>{say(`documents.history.${key}`, { day })}</b>{' '}
            <span class="soft small">
              <time dateTime={at}>{momentFigures(at)}</time>
              {actor !== null && ` · ${actor}`}
            </span>
            {reason !== null && <p>{say('documents.history.reason', { reason })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
