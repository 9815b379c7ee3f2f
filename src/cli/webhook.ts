import { operator } from '../issuing/office.ts';
import { isWebhookEvent, type Webhook, webhookEvents, webhookLimit } from '../registry/webhooks.ts';
import { AllowedHosts } from '../webhooks/allowed-hosts.ts';
import { deliverTest } from '../webhooks/delivery.ts';
import { withRegistry } from './records.ts';
import { readWords, UsageError } from './usage.ts';

const usage = 'nysan webhook add URL --event EVENT,… [--issuer ID] | list [--issuer ID] | remove ID | test ID';

/** Webhooks: `add URL --event document.revoked,batch.finished`, `list`, `remove ID`, `test ID`. */
export async function webhooks(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, { issuer: { type: 'string' }, event: { type: 'string' } });
  const [action = '', argument, ...others] = positionals;
  if (others.length > 0 || (argument === undefined) !== (action === 'list')) throw new UsageError(usage);
  return withRegistry(async ({ webhooks }, configuration) => {
    const hosts = configuration.webhookHosts;
    const known = async (id = ''): Promise<Webhook> => {
      const webhook = await webhooks.find(id);
      if (webhook === null) throw new UsageError(`there is no webhook ${id}`);
      return webhook;
    };
    switch (action) {
      case 'list':
        show(await webhooks.list(values.issuer));
        return 0;
      case 'add': {
        const url = addressIn(argument, hosts);
        const issuer = values.issuer ?? configuration.issuer.id;
        const added = await webhooks.add({ issuer, url, events: eventsIn(values.event) }, operator);
        if (added.kind === 'full') throw new UsageError(`the issuer has ${webhookLimit} webhooks already`);
        show({ ...added.webhook, secret: added.secret });
        return 0;
      }
      case 'remove': {
        const { id, issuer } = await known(argument);
        return (await webhooks.remove(id, issuer, operator)) ? 0 : 1;
      }
      case 'test': {
        const { id } = await known(argument);
        const attempt = await deliverTest(id, { webhooks, hosts: configured(hosts), now: () => new Date() });
        show({ delivered: attempt?.isDelivered ?? false, outcome: attempt?.outcome ?? 'removed' });
        return attempt?.isDelivered === true ? 0 : 1;
      }
      default:
        throw new UsageError(usage);
    }
  });
}

function configured(hosts: AllowedHosts | null): AllowedHosts {
  if (hosts === null) throw new UsageError('NYSAN_WEBHOOK_HOSTS lists the hosts that messages may go to; it is empty');
  return hosts;
}

function addressIn(text: string | undefined, hosts: AllowedHosts | null): string {
  const url = URL.parse(text ?? '');
  if (url === null) throw new UsageError(usage);
  const refusal = configured(hosts).refusalOf(url);
  if (refusal !== null) throw new UsageError(`nothing is sent to ${url.host}: ${refusal}`);
  return url.href;
}

function eventsIn(text: string | undefined) {
  const asked = (text ?? '').split(',');
  const events = asked.filter(isWebhookEvent);
  if (events.length !== asked.length) throw new UsageError(`--event takes ${webhookEvents.join(', ')}`);
  return [...new Set(events)];
}

function show(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
