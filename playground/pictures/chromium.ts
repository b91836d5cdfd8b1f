// Finds the browser that takes the pictures. It is not one of our packages: too large for what most people do here.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Nothing here can draw a page. The message says what to install. */
export class NoBrowser extends Error {
  constructor() {
    super(
      'Pictures need Chromium, and there is none. Install it: apt-get install -y chromium (Debian, Ubuntu), ' +
        'dnf install -y chromium (Fedora), brew install --cask chromium (macOS); or name one in CHROMIUM.',
    );
    this.name = 'NoBrowser';
  }
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Of macOS, which has them on no PATH. */
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @throws NoBrowser */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string {
  const folders = (env['PATH'] ?? '').split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const wished = env['CHROMIUM'];
  const candidates = wished ? [wished] : [...onPath, ...applications];
  const found = candidates.find(isExecutable);
  if (found === undefined) throw new NoBrowser();
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
