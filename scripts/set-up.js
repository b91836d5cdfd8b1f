// Makes a fresh clone ready: Node checked, packages installed, Redis found or installed. The npm commands call it
// first, so it is plain JavaScript without packages, and quick when all is there.
//
//   node scripts/set-up.js                  packages only
//   node scripts/set-up.js --redis          also a Redis to talk to: REDIS_URL, or a server on this machine
//   node scripts/set-up.js --redis-server   also a server program, for commands that start a Redis of their own
import { checkNode } from './set-up/node-version.js';

try {
  checkNode({ version: process.versions.node, lowest: '20.19.0' });
  const { installPackages } = await import('./set-up/packages.js');
  const { ensureRedis } = await import('./set-up/redis.js');
  const flags = new Set(process.argv.slice(2));
  installPackages();
  if (flags.has('--redis-server')) await ensureRedis({ needsServer: true });
  else if (flags.has('--redis')) await ensureRedis({ needsServer: false });
} catch (error) {
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
