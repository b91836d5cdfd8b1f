// Rich embeds and their limits (facts, section 3).
import { z } from 'zod';
import { codePoints, problemAt, text } from '../form.ts';

const maxTotal = 6000;

const embedSchema = z.object({
  title: text({ max: 256 }).nullish(),
  description: text({ max: 4096 }).nullish(),
  url: z.string().nullish(),
  timestamp: z.string().nullish(),
  color: z.int().nullish(),
  footer: z.object({ text: text({ max: 2048 }) }).nullish(),
  author: z.object({ name: text({ max: 256 }) }).nullish(),
  image: z.object({ url: z.string() }).nullish(),
  thumbnail: z.object({ url: z.string() }).nullish(),
  fields: z
    .array(
      z.object({
        name: text({ min: 1, max: 256 }),
        value: text({ min: 1, max: 1024 }),
        inline: z.boolean().optional(),
      }),
    )
    .max(25)
    .nullish(),
});

export type Embed = z.output<typeof embedSchema>;

export const embedsSchema = z
  .array(embedSchema)
  .max(10)
  .superRefine((embeds, context) => {
    const total = embeds.reduce((sum, embed) => sum + lengthOf(embed), 0);
    if (total <= maxTotal) return;
    const message = `Embed size exceeds maximum size of ${maxTotal}`;
    context.addIssue(problemAt({ path: [], code: 'MAX_EMBED_SIZE_EXCEEDED', message }));
  });

function lengthOf(embed: Embed): number {
  const fields = embed.fields ?? [];
  const texts = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce<number>((sum, part) => sum + codePoints(part ?? ''), 0);
}
