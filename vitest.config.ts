import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    globalSetup: ['test/support/shared-service.ts', 'test/support/shared-postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine is slow to get there; what never does is found out all the same.
    expect: { poll: { timeout: 15_000 } },
    // Suites share nothing but modules, and to load and compile those anew for each took a third of the time.
    isolate: false,
    // A browser that gets no turn on a busy machine misses what stays for seconds only: what fails twice is broken.
    retry: 1,
    // Two cores: one browser is already busy beside the tests.
    maxWorkers: 2,
  },
});
