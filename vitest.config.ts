import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    globalSetup: ['test/support/shared-service.ts', 'test/support/shared-postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: one browser is already busy beside the tests.
    maxWorkers: 2,
  },
});
