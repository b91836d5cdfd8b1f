import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../../../playground/page/message.ts';
import { drawPage } from '../../../playground/page/page.ts';

const png = { name: 'a.png', contentType: 'image/png', content: Buffer.from('pixels') };
const pixels = `data:image/png;base64,${png.content.toString('base64')}`;

const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content });
const picture = (more = {}) => ({ media: { url: 'attachment://a.png' }, ...more });
const gallery = (...items: ReturnType<typeof picture>[]) => ({
  type: ComponentType.MediaGallery as const,
  items,
});

function message(components: PageMessage['components'], more: Partial<PageMessage> = {}) {
  return {
    author: { id: '1', name: 'Aloud', isBot: true },
    command: undefined,
    repliesTo: undefined,
    createdAt: Date.UTC(2026, 0, 1, 15, 4),
    isEdited: false,
    flags: MessageFlags.IsComponentsV2,
    content: '',
    components,
    files: [],
    ...more,
  };
}

/** What stands in the window. */
function draw(...messages: PageMessage[]): string {
  return /<main>(.*)<\/main>/s.exec(drawPage({ messages }))?.[1] ?? '';
}

describe('a page of messages', () => {
  it('needs nothing from elsewhere', () => {
    const page = drawPage({ messages: [message([gallery(picture())], { files: [png] })] });
    expect(page).not.toMatch(/<script|<link|@import|url\(|(?:src|href)="(?!data:)/);
  });

  it('is dark unless it is wanted light', () => {
    expect(drawPage({ messages: [] })).toContain('<html lang="en" class="dark">');
    expect(drawPage({ messages: [], theme: 'light' })).toContain('<html lang="en" class="light">');
  });

  it('says who used which command, who answers, and when', () => {
    const drawn = draw(message([text('x')], { command: { userName: 'Ann', name: 'ask' } }));
    expect(drawn).toContain('<b>Ann</b> used <span class="mention">/ask</span>');
    expect(drawn).toContain(
      '<b>Aloud</b><span class="tag">APP</span><time>3:04 PM</time></header>',
    );
  });

  it('names an author once while messages follow each other', () => {
    const later = { createdAt: Date.UTC(2026, 0, 1, 15, 12) };
    const drawn = draw(message([text('1')]), message([text('2')]), message([text('3')], later));
    expect(drawn.match(/<header>|markup">\d/g)).toEqual([
      '<header>',
      'markup">1',
      'markup">2',
      '<header>',
      'markup">3',
    ]);
  });

  it('says that a message was edited, and that only one person sees it', () => {
    const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
    const drawn = draw(message([text('x')], { flags, isEdited: true }));
    expect(drawn).toContain('<div class="edited">(edited)</div>');
    expect(drawn).toContain('Only you can see this');
  });

  it('says that the bot is thinking, before its first words', () => {
    expect(draw(message([], { flags: MessageFlags.Loading }))).toContain('Aloud is thinking…');
  });

  it('shows a single picture whole and several as a mosaic, with their descriptions', () => {
    const files = [png];
    const one = draw(message([gallery(picture({ description: 'x < "y"' }))], { files }));
    expect(one).toContain(
      `<div class="gallery single"><figure><img src="${pixels}" alt="x &lt; &quot;y&quot;">`,
    );
    const two = draw(message([gallery(picture(), picture())], { files }));
    expect(two).toContain('<div class="gallery mosaic columns-2">');
  });

  it('covers what is a spoiler: boxes, pictures, files', () => {
    const box = { type: ComponentType.Container as const, spoiler: true, components: [text('x')] };
    const file = {
      type: ComponentType.File as const,
      file: { url: 'attachment://a.md' },
      spoiler: true,
    };
    const drawn = draw(message([box, gallery(picture({ spoiler: true })), file]));
    expect(drawn.match(/<div class="covered">/g)).toHaveLength(3);
    const opened = drawPage({ messages: [message([box])], areSpoilersOpen: true });
    expect(opened).toContain('<input type="checkbox" checked>');
  });

  it('draws a box with a bar in its accent colour', () => {
    const box = { type: ComponentType.Container as const, accent_color: 0x00_11_22 };
    const drawn = draw(message([{ ...box, components: [text('x')] }]));
    expect(drawn).toContain('<div class="container accented" style="--accent: #001122">');
  });

  it('hides a file that no component of a layout shows, and shows it in a message without layout', () => {
    const files = [{ name: 'a.md', contentType: 'text/markdown', content: Buffer.alloc(3000) }];
    expect(draw(message([text('x')], { files }))).not.toContain('a.md');
    const plain = draw(message([], { files, flags: 0, content: '**x**' }));
    expect(plain).toContain('<strong>x</strong>');
    expect(plain).toContain('<a>a.md</a><small>2.93 KB</small>');
  });

  it('draws separators and buttons as they are', () => {
    const drawn = draw(
      message([
        { type: ComponentType.Separator, divider: false, spacing: 2 },
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Danger,
              custom_id: 'x',
              label: 'Stop',
              disabled: true,
            },
          ],
        },
      ]),
    );
    expect(drawn).toContain('<hr class="blank large">');
    expect(drawn).toContain('<button class="danger" disabled>Stop</button>');
  });

  it('draws in a menu what is chosen, and in an empty one what it asks for', () => {
    const menuWith = (chosen?: string) => ({
      type: ComponentType.ActionRow as const,
      components: [
        {
          type: ComponentType.StringSelect as const,
          custom_id: 'x',
          placeholder: 'Which?',
          options: ['One', 'Two'].map((label) => ({
            label,
            value: label,
            default: label === chosen,
          })),
        },
      ],
    });
    expect(draw(message([menuWith('Two')]))).toContain('<div class="select chosen">Two</div>');
    expect(draw(message([menuWith()]))).toContain('<div class="select">Which?</div>');
  });
});
