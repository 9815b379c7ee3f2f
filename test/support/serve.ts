import { startTestService, testNow } from './service.ts';

// Run as a child process by the suites: tells its address, stops when asked or when the parent is gone.
let now = testNow;
const server = await startTestService(process.env, () => now);
process.send?.({ url: server.url });
process.on('message', (message: 'stop' | { readonly now: string }) => {
  if (message !== 'stop') {
    now = new Date(message.now);
    process.send?.('set');
    return;
  }
  void server.stop().then(() => {
    process.disconnect();
  });
});
process.once('disconnect', () => process.exit(0));
