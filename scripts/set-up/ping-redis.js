// Asks a Redis for a sign of life by hand: at this point no client is installed.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const limitMs = 2_000;

/**
 * @param {string} url `redis://` or `rediss://`
 * @returns {Promise<string | undefined>} why it does not answer; undefined when it does. One that wants a password answers.
 */
export function pingRedis(url) {
  if (!URL.canParse(url)) return Promise.resolve('it is not a URL');
  const { protocol, hostname, port } = new URL(url);
  const place = { host: hostname || '127.0.0.1', port: Number(port || 6379) };
  const socket = protocol === 'rediss:' ? connectTls(place) : connect(place);
  return new Promise((resolve) => {
    const settle = (failure) => {
      socket.destroy();
      resolve(failure);
    };
    socket.setTimeout(limitMs, () => settle(`nothing within ${limitMs / 1_000} s`));
    socket.once('error', (error) => settle(error.code ?? error.message));
    socket.once('close', () => settle('it hung up'));
    socket.once('data', (data) =>
      settle(/^(\+PONG|-NOAUTH|-WRONGPASS)/.test(String(data)) ? undefined : 'it is not a Redis'),
    );
    socket.write('PING\r\n');
  });
}
