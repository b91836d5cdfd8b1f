// Reads OLLAMA_HOST as people write it.

/** Where requests go, and what they carry to be let in. */
export interface OllamaHost {
  /** `http://host:port`, without credentials. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

const defaultPort = '11434';

/**
 * `host`, `host:port`, `:port` or a URL. Credentials in a URL become an Authorization header: Node's fetch refuses
 * them in the address. A server's listen address (`0.0.0.0`, `[::]`) is read as this machine.
 * @throws TypeError when it is no address at all
 */
export function readOllamaHost(host: string): OllamaHost {
  const hasScheme = host.includes('://');
  const url = new URL(
    hasScheme ? host : `http://${host.startsWith(':') ? '127.0.0.1' : ''}${host}`,
  );
  if (!hasScheme && url.port === '') url.port = defaultPort;
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  return { url: bareUrl(url), headers: authorization(url) };
}

function bareUrl({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`.replace(/\/+$/u, '');
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
