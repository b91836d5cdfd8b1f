// The process: reads the settings, starts the roles asked for, stops on a signal.
//   node dist/src/main.js [bot | worker]     both by default
import { config as loadDotenv } from 'dotenv';
import { createApp } from './app.ts';
import { ConfigError, readConfig, roles, type Config, type Role } from './config.ts';
import { createHealthFile, type HealthFile } from './health.ts';
import { createLogger, type Logger } from './log.ts';

/** A process that hangs while it stops is ended; its jobs are taken up by others after 15 s. */
const stopLimitMs = 9_500;

function rolesFrom(words: readonly string[]): readonly Role[] {
  const chosen = roles.filter((role) => words.includes(role));
  const unknown = words.filter((word) => !roles.some((role) => role === word));
  if (unknown.length > 0)
    throw new ConfigError([`There is no role "${unknown.join(' ')}"; say bot or worker.`]);
  return chosen.length > 0 ? chosen : roles;
}

function settings(): Config {
  loadDotenv({ quiet: true });
  return readConfig(process.env, rolesFrom(process.argv.slice(2)));
}

/** It works as well without, and a token that is not there cannot be taken. */
function warnOfToken({ roles: chosen }: Config, log: Logger): void {
  const hasToken = Boolean(process.env['DISCORD_TOKEN']);
  if (hasToken && !chosen.includes('bot')) log.warn('worker-needs-no-discord-token');
}

async function main(): Promise<void> {
  const config = settings();
  const log = createLogger({ level: config.logLevel });
  let health: HealthFile | undefined;
  let isStopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    isStopping = true;
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    try {
      await Promise.all([app.close(), health?.close()]);
      log.info('stopped');
      process.exit(exitCode);
    } catch (error) {
      log.error({ err: error }, 'stopped-badly');
      process.exit(1);
    }
  };
  const failWith = (error: unknown): void => {
    if (isStopping) return;
    log.fatal({ err: error }, 'cannot-go-on');
    void stop(1);
  };
  const stopFor = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    void stop(0);
  };

  log.info({ roles: config.roles }, 'starting');
  warnOfToken(config, log);
  const app = createApp({ config, log, onFatal: failWith });
  // Rejections that nobody handles come here, too. Node's own report would pass the log and its redaction by.
  process.on('uncaughtException', failWith);
  process.once('SIGTERM', stopFor);
  process.once('SIGINT', stopFor);
  if (config.healthFile !== undefined) {
    health = createHealthFile({ file: config.healthFile, isWell: app.isWell, log });
  }
  await app.ready.then(() => log.info('started'), failWith);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
