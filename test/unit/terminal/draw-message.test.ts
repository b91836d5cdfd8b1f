import { stripVTControlCharacters } from 'node:util';
import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { drawMessage, type DrawnMessage } from '../../../playground/terminal/draw-message.ts';

const escape = '\u001b';

type Components = DrawnMessage['components'];

function message(components: Components, rest: Partial<DrawnMessage> = {}): DrawnMessage {
  return {
    author: 'Aloud',
    flags: MessageFlags.IsComponentsV2,
    content: '',
    components,
    attachments: [],
    ...rest,
  };
}

function text(content: string) {
  return { type: ComponentType.TextDisplay as const, content };
}

/** The lines below the author's name, without styles. */
function plainLines(drawn: DrawnMessage, width = 40): string[] {
  return drawMessage(drawn, { width, color: false }).split('\n').slice(1);
}

describe('a drawn message', () => {
  it('shows a whole answer: question, reasoning, body, status, buttons', () => {
    const drawn = message(
      [
        text('> Why is the sky blue?'),
        {
          type: ComponentType.Container,
          spoiler: true,
          components: [
            text('Rayleigh scattering, then.'),
            {
              type: ComponentType.File,
              file: { url: 'attachment://reasoning.md' },
              spoiler: true,
            },
          ],
        },
        text('Because **blue** light scatters more.'),
        text('-# deepseek-r1:8b · 59 s in all'),
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Danger,
              custom_id: 'stop',
              label: 'Stop',
            },
            {
              type: ComponentType.Button,
              style: ButtonStyle.Secondary,
              custom_id: 'again',
              label: 'Try again',
            },
          ],
        },
      ],
      { attachments: [{ name: 'reasoning.md', content: { length: 12_345 } }] },
    );
    expect(drawMessage(drawn, { width: 60, color: false })).toBe(
      [
        'Aloud',
        '│ Why is the sky blue?',
        '░ spoiler',
        '░ Rayleigh scattering, then.',
        '░ [file] reasoning.md · 12.3 kB · spoiler',
        'Because blue light scatters more.',
        'deepseek-r1:8b · 59 s in all',
        '[ Stop ]  [ Try again ]',
      ].join('\n'),
    );
  });

  it('dims all of a spoiler', () => {
    const drawn = message([
      { type: ComponentType.Container, spoiler: true, components: [text('a **b** `c`')] },
    ]);
    const [, ...lines] = drawMessage(drawn, { width: 40, color: true }).split('\n');
    const styled = new RegExp(`${escape}\\[([\\d;]*)m[^${escape}]*${escape}\\[0m`, 'g');
    const spans = lines.join('').match(styled) ?? [];
    expect(spans.join('')).toBe(lines.join(''));
    expect(spans.filter((part) => !/\[([\d;]*;)?2(;[\d;]*)?m/.test(part))).toEqual([]);
  });

  it('draws a container behind a bar in its accent colour', () => {
    const drawn = message([
      { type: ComponentType.Container, accent_color: 0x11_22_33, components: [text('hi')] },
    ]);
    expect(plainLines(drawn)).toEqual(['┃ hi']);
    expect(drawMessage(drawn, { width: 40, color: true })).toContain(`${escape}[38;2;17;34;51m┃ `);
  });

  it('says when only one person sees it, and when it has nothing to show yet', () => {
    const flags = MessageFlags.Loading | MessageFlags.Ephemeral;
    expect(drawMessage(message([], { flags }), { width: 40, color: false })).toBe(
      'Aloud is thinking…\nOnly you can see this',
    );
  });

  it('shows content and files of a message without layout', () => {
    const attachments = [{ name: 'answer.md', content: { length: 999 } }];
    const drawn = message([], { flags: 0, content: 'See the file.', attachments });
    expect(plainLines(drawn)).toEqual(['See the file.', '[file] answer.md · 999 B']);
  });

  it('hides files that no component of a layout shows, as Discord does', () => {
    const attachments = [{ name: 'answer.md', content: { length: 999 } }];
    expect(plainLines(message([text('hi')], { attachments }))).toEqual(['hi']);
  });

  it('shows the description of a picture', () => {
    const media = { url: 'attachment://formula.png' };
    const drawn = message([
      { type: ComponentType.MediaGallery, items: [{ media, description: 'E = mc^2' }, { media }] },
    ]);
    expect(plainLines(drawn)).toEqual(['[picture] E = mc^2', '[picture] no description']);
  });

  it('says that a picture is covered, and that lines lie between two parts', () => {
    const media = { url: 'attachment://formula.png' };
    const item = { media, description: '\\frac{a}{b}\n= c', spoiler: true };
    const drawn = message([
      { type: ComponentType.MediaGallery, items: [item] },
      { type: ComponentType.Separator },
      { type: ComponentType.Separator, divider: false },
      text('end'),
    ]);
    const lines = ['[picture] spoiler · \\frac{a}{b} = c', '─'.repeat(40), '', 'end'];
    expect(plainLines(drawn)).toEqual(lines);
  });

  it('puts buttons below each other when they do not fit beside each other', () => {
    const button = (label: string) => ({
      type: ComponentType.Button as const,
      style: ButtonStyle.Primary,
      custom_id: label,
      label,
    });
    const row = { type: ComponentType.ActionRow as const, components: ['One', 'Two'].map(button) };
    expect(plainLines(message([row]), 12)).toEqual(['[ One ]', '[ Two ]']);
  });

  it('shows in a menu what is chosen, and in an empty one what it asks for', () => {
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
    expect(plainLines(message([menuWith('Two'), menuWith()]))).toEqual([
      '[ Two ▾ ]',
      '[ Which? ▾ ]',
    ]);
  });

  it('holds no codes without colour, and none that its text brings along', () => {
    const evil = `${escape}[2J${escape}]0;title\u0007\u009b31m`;
    const drawn = message([text(evil), text(`\`${evil}\``)], { author: evil });
    expect(drawMessage(drawn, { width: 40, color: false })).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('keeps every line within the width, whatever it shows', () => {
    const content = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const url = 'https://example.com/a.png';
    fc.assert(
      fc.property(content, fc.integer({ min: 10, max: 60 }), (words, width) => {
        const drawn = message([
          { type: ComponentType.Container, spoiler: true, components: [text(words)] },
          text(words),
          { type: ComponentType.MediaGallery, items: [{ media: { url }, description: words }] },
          { type: ComponentType.File, file: { url: `attachment://${words}` }, spoiler: true },
        ]);
        const lines = drawMessage(drawn, { width, color: true }).split('\n').slice(1);
        return lines.every((line) => stringWidth(stripVTControlCharacters(line)) <= width);
      }),
    );
  });
});
