// What people call somebody at the place where an interaction or a message comes from.

/** A user of discord.js, and a member as it is remembered or as Discord sends it. */
export interface NamedPerson {
  member: { displayName: string } | { nick?: string | null | undefined } | null;
  user: { globalName: string | null; username: string };
}

/** Some letters show nothing: fillers, joiners, the blank of Braille. */
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** That of the login where the chosen ones show nothing: it is of plain letters. */
export function displayName({ member, user }: NamedPerson): string {
  const nickname = member && 'displayName' in member ? member.displayName : member?.nick;
  const chosen = [nickname, user.globalName].find((name) => visible.test(name ?? ''));
  return chosen ?? user.username;
}
