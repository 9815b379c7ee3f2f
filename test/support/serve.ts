import { startTestService } from './service.ts';

// Run as a child process by the suites: tells its address, stops when asked or when the parent is gone.
const server = await startTestService();
process.send?.({ url: server.url });
const stop = () => {
  void server.stop().then(() => {
    process.disconnect();
  });
};
process.once('message', stop);
process.once('disconnect', () => process.exit(0));
