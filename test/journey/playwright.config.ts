import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium.ts';

const launchOptions = await chromiumLaunch();

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.journey.ts',
  timeout: 300_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions,
    screenshot: 'only-on-failure',
  },
});
