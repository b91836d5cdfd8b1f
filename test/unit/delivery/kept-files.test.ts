import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { keptFilesOf } from '../../../src/delivery/kept-files.ts';
import { attachmentUrl, type Frame } from '../../../src/rendering/frame.ts';

const reasoning = { name: 'SPOILER_reasoning.md', content: 'Hm.' };
const picture = { name: 'formula-1.png', content: new Uint8Array([1]) };

const gallery = (url: string, media = {}) => ({
  type: ComponentType.MediaGallery as const,
  items: [{ media: { url, ...media } }],
});

const frame: Frame = {
  components: [
    {
      type: ComponentType.Container,
      components: [{ type: ComponentType.File, file: { url: attachmentUrl(reasoning.name) } }],
    },
    { type: ComponentType.TextDisplay, content: 'So:' },
    gallery(attachmentUrl(picture.name)),
    gallery(attachmentUrl(picture.name)),
  ],
  files: [reasoning, picture],
};

function answer(parts: Pick<APIMessage, 'components' | 'attachments'>): APIMessage {
  return { id: '1', channel_id: '2', ...parts } as APIMessage;
}

it('finds the ids of files beside their addresses in the components that show them', () => {
  const message = answer({
    attachments: [],
    components: [
      {
        type: ComponentType.Container,
        components: [
          {
            type: ComponentType.File,
            file: { url: 'https://cdn.test/1/2/SPOILER_reasoning.md?ex=3', attachment_id: '71' },
          },
        ],
      },
      { type: ComponentType.TextDisplay, content: 'So:' },
      gallery('https://cdn.test/1/2/formula-1.png?ex=3', { attachment_id: '72' }),
      gallery('https://cdn.test/1/2/formula-1.png?ex=3', { attachment_id: '72' }),
    ],
  });
  expect(keptFilesOf(message, frame)).toEqual([
    { id: '71', file: reasoning },
    { id: '72', file: picture },
  ]);
});

it('leaves a file out whose id Discord does not tell, so that it is sent again', () => {
  const message = answer({ attachments: [], components: [] });
  expect(keptFilesOf(message, frame)).toEqual([]);
});

it('does not take another picture that stands in the place for the one that is wanted', () => {
  const message = answer({
    attachments: [],
    components: [gallery('https://cdn.test/1/2/formula-9.png', { attachment_id: '79' })],
  });
  expect(keptFilesOf(message, frame)).toEqual([]);
});
