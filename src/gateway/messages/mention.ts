// The mention of the bot in what people write. Only the bot's own: its roles, and everybody, are not it.

/** Discord writes a person as `<@id>`, and of old as `<@!id>`. */
const formsOf = (userId: string): readonly string[] => [`<@${userId}>`, `<@!${userId}>`];

export function isMentioned(text: string, userId: string): boolean {
  return formsOf(userId).some((form) => text.includes(form));
}

/** What is left is said to the bot. A mention in the middle of a line leaves one blank. */
export function withoutMention(text: string, userId: string): string {
  const [form = '', oldForm = ''] = formsOf(userId);
  return text.replaceAll(oldForm, form).split(form).reduce(join).trim();
}

function join(before: string, after: string): string {
  const hasBlank = /\s$/.test(before) || before === '';
  return before + (hasBlank ? after.replace(/^[^\S\n]+/, '') : after);
}
