// Takes pictures of pages, in a Chromium without a window and without network.
import type { Browser } from 'playwright-core';
import { findChromium } from './chromium.ts';

export interface Shot {
  /** A whole page; its `main` is what the picture shows. */
  html: string;
  /** Of the PNG. */
  file: string;
  /** In CSS pixels. */
  width: number;
}

export interface Camera {
  take(shot: Shot): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Crisp on today's screens. */
const usualScale = 2;

/** Chromium draws nothing beyond. In pixels of the picture. */
const maxPictureHeight = 16_000;

/** @throws NoBrowser */
export async function openCamera(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Camera> {
  const executablePath = findChromium(env);
  // Half a second and more to load: only whoever wants pictures waits for it.
  const { chromium } = await import('playwright-core');
  // The pages are ours and load nothing; the sandbox fails where users are root, as in containers.
  const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
  return {
    async take(shot) {
      const height = await take(browser, shot, usualScale);
      if (height * usualScale > maxPictureHeight) {
        await take(browser, shot, Math.max(0.5, maxPictureHeight / height));
      }
    },
    close: () => browser.close(),
  };
}

/** Returns the height of the page in CSS pixels. */
async function take(browser: Browser, { html, file, width }: Shot, scale: number): Promise<number> {
  const context = await browser.newContext({
    viewport: { width, height: 600 },
    deviceScaleFactor: scale,
    offline: true,
  });
  try {
    const page = await context.newPage();
    await page.setContent(html);
    const main = page.locator('main');
    const box = await main.boundingBox();
    await main.screenshot({ path: file });
    return box?.height ?? 0;
  } finally {
    await context.close();
  }
}
