import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { peerNamed } from './catalogue.ts';
import type { MakerSetup } from './maker.ts';

// A peer as a service of its own, in a process of its own as Nysan is: what is posted to it comes back as a document.
process.once('message', ({ name, medium, setup }: { name: string; medium: string; setup: MakerSetup }) => {
  void serve(name, medium, setup);
});
process.once('disconnect', () => process.exit(0));

async function serve(name: string, medium: string, setup: MakerSetup): Promise<void> {
  const make = await peerNamed(name, medium).open(setup);
  const server = createServer((request, response) => {
    void text(request)
      .then((order) => make(order))
      .then(
        (document) => response.end(document),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `http://127.0.0.1:${port}` });
  });
}
