import { beforeEach, describe, expect, it } from 'vitest';
import { attachmentBounds } from '../../../src/attachments/attachment.ts';
import {
  createReadAttachments,
  type ReadAttachments,
} from '../../../src/attachments/read-attachments.ts';
import { openFileHost, type FileHost } from '../../support/file-host.ts';
import { createLogLines, type LogLines } from '../../support/log-lines.ts';

let host: FileHost;
let log: LogLines;
let read: ReadAttachments;

beforeEach(async () => {
  host = await openFileHost();
  log = createLogLines();
  read = createReadAttachments({ cdnUrl: host.url, log: log.logger, limitMs: 500 });
});

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2]);
const refused = (code: string, detail?: string) => ({
  type: 'refused',
  code,
  ...(detail !== undefined && { detail }),
});

describe('reading attachments', () => {
  it('gives texts and pictures apart, each in their order', async () => {
    const attachments = [
      host.serve('one', { name: 'one.md' }),
      host.serve(png, { name: 'pic.png', contentType: 'image/png' }),
      host.serve('två', { name: 'two.py' }),
    ];
    expect(await read(attachments)).toEqual({
      type: 'read',
      files: [
        { name: 'one.md', content: 'one' },
        { name: 'two.py', content: 'två' },
      ],
      pictures: [png],
    });
  });

  it('goes by what a file holds, and not by its name', async () => {
    const picture = host.serve(png, { name: 'a.txt', contentType: 'text/plain' });
    const text = host.serve('let a;', { name: 'a.ts', contentType: 'video/mp2t' });
    expect(await read([picture, text])).toMatchObject({
      files: [{ name: 'a.ts', content: 'let a;' }],
      pictures: [png],
    });
    const zip = host.serve('PK\u{3}\u{4}\0\0', { name: 'b.txt', contentType: 'text/plain' });
    expect(await read([zip])).toEqual(refused('FILE_NOT_TEXT', 'b.txt'));
  });

  it('downloads nothing where one of the files is hopeless, or said to be too large', async () => {
    const good = host.serve('a');
    const film = host.serve('b', { name: 'film.mp4', contentType: 'video/mp4' });
    expect(await read([good, film])).toEqual(refused('FILE_UNSUPPORTED', 'film.mp4'));
    const book = host.serve('c', { name: 'book.txt', size: attachmentBounds.pictureBytes + 1 });
    expect(await read([good, book])).toEqual(refused('FILE_TOO_LARGE', 'book.txt'));
    expect(host.requests).toEqual([]);
  });

  it('stops a download that is longer than was told', async () => {
    let isCut = false;
    const endless = host.serveBy(
      (response) => {
        const timer = setInterval(() => response.write('a'.repeat(50_000)), 1);
        response.on('close', () => {
          clearInterval(timer);
          isCut = true;
        });
      },
      { name: 'endless.txt' },
    );
    expect(await read([endless])).toEqual(refused('FILE_TOO_LARGE', 'endless.txt'));
    await expect.poll(() => isCut).toBe(true);
  });

  it('lets a picture be larger than a text, up to its own bound', async () => {
    const large = Buffer.concat([png, Buffer.alloc(attachmentBounds.textBytes)]);
    expect(await read([host.serve(large)])).toMatchObject({ pictures: [large] });
    const tooLarge = Buffer.concat([png, Buffer.alloc(attachmentBounds.pictureBytes)]);
    expect(await read([host.serve(tooLarge, { size: 9 })])).toEqual(
      refused('FILE_TOO_LARGE', 'a.txt'),
    );
  });

  it('bounds the texts together, and the numbers of texts and pictures', async () => {
    const most = 'a'.repeat(attachmentBounds.textBytes);
    const files = [host.serve(most), host.serve(most)];
    expect(await read(files)).toMatchObject({ type: 'read' });
    expect(await read([...files, host.serve('b')])).toEqual(refused('FILES_TOO_LARGE'));
    const texts = Array.from({ length: 6 }, () => host.serve('a'));
    expect(await read(texts)).toEqual(refused('FILES_TOO_MANY'));
    const pictures = Array.from({ length: 5 }, () => host.serve(png));
    expect(await read(pictures)).toEqual(refused('FILES_TOO_MANY'));
  });

  it('follows no redirect', async () => {
    const secret = host.serve('secret');
    const bait = host.serveBy((response) =>
      response.writeHead(302, { location: secret.url }).end(),
    );
    expect(await read([bait])).toEqual(refused('FILE_UNREACHABLE', 'a.txt'));
    expect(host.requests).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.1:9/attachments/1',
    'file:///etc/passwd',
    'not an address',
    'https://cdn.discordapp.com/attachments/1/2/a.txt',
  ])('asks no other host than that of files: %s', async (url) => {
    expect(await read([host.serve('a', { url })])).toEqual(refused('FILE_UNREACHABLE', 'a.txt'));
  });

  it("asks only Discord's hosts where no other is set", async () => {
    const readFromDiscord = createReadAttachments({ cdnUrl: undefined, log: log.logger });
    const look = host.url.replace('http://', 'https://cdn.discordapp.com@');
    for (const url of [host.url, look, 'http://cdn.discordapp.com/a', 'https://discord.com/a']) {
      const outcome = await readFromDiscord([host.serve('a', { url })]);
      expect(outcome).toEqual(refused('FILE_UNREACHABLE', 'a.txt'));
    }
    expect(host.requests).toEqual([]);
  });

  it('tells of a file that is gone, and of a host that breaks off', async () => {
    const gone = host.serveBy((response) => response.writeHead(404).end('gone'));
    expect(await read([gone])).toEqual(refused('FILE_UNREACHABLE', 'a.txt'));
    const broken = host.serveBy((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.destroy());
    });
    expect(await read([broken])).toEqual(refused('FILE_UNREACHABLE', 'a.txt'));
  });

  it('gives up when the files take too long together', async () => {
    const silent = host.serveBy(() => undefined);
    expect(await read([host.serve('a'), silent])).toEqual(refused('FILES_TOO_SLOW'));
  });

  it('stops when nobody waits for it any more', async () => {
    const controller = new AbortController();
    const silent = host.serveBy(() => controller.abort(new Error('left')));
    await expect(read([silent], { signal: controller.signal })).rejects.toThrow('left');
  });

  it('logs neither names nor words of files', async () => {
    const gone = host.serveBy((response) => response.writeHead(404).end('a-secret'), {
      name: 'a-secret.txt',
    });
    await read([gone]);
    expect(log.count('file-unreachable')).toBe(1);
    expect(JSON.stringify(log.lines)).not.toContain('a-secret');
  });
});
