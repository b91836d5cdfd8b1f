// Where files of people may be fetched from. An address comes over Discord's gateway; that it is Discord's is checked.

const discordHosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

export type IsFileAddress = (url: string) => boolean;

/** `cdnUrl` stands for Discord's hosts, where files are served by something else. */
export function createIsFileAddress(cdnUrl: string | undefined): IsFileAddress {
  const origins = cdnUrl === undefined ? discordHosts : [new URL(cdnUrl).origin];
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { origin, username, password } = new URL(url);
    return origins.includes(origin) && username === '' && password === '';
  };
}
