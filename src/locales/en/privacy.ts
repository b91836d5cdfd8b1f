// /privacy, /forget and "Ask about this" in English.
import type { Catalogue } from '../icu.ts';
import type { AskAboutWords, ForgetWords, PrivacyWords } from '../words/privacy.ts';

export const enPrivacy: Catalogue<PrivacyWords> = {
  title: 'What this bot keeps of you',
  kept: '**What, and how long.** Your questions with their files, the answers, and your name and Discord id beside them, so that a conversation can go on. {days, plural, one {A day} other {# days}} after the last change they are deleted by themselves. How many answers you had is counted for 24 hours.',
  where:
    '**Where.** In a database of whoever runs the bot, and while an answer is written on the machines that run the models. Nothing goes to a cloud or is used for training. The logs hold no words of yours. Whoever runs the database could read all of it. Somebody may lend a machine for the models: that person could read questions and answers of all servers, with their files and the names that people show, but not your Discord id, nor in which server or channel you asked.',
  beside:
    '**Beside that.** Who moderates a server may keep your id in a list of its settings, and what you chose as a moderator or operator stays in force, without your name. How long answers took is kept without names.',
  discord:
    '**On Discord.** Questions and answers are messages like others: they stay there until somebody deletes them. When you delete a message with a question, the bot forgets it, and what it answered.',
  delete: '**Delete.** {forget} deletes what the bot keeps of you, at once.',
};

export const enForget: Catalogue<ForgetWords> = {
  question: 'Delete everything that the bot keeps of you?',
  consequences:
    'Your questions, their files and the answers go, from every server and direct message. Questions of yours that wait or are being answered are stopped. Messages on Discord stay, until they are deleted there.',
  confirm: 'Delete everything',
  cancel: 'Keep it',
  working: 'Deleting …',
  nothingDeleted: 'Nothing was deleted.',
  deleted:
    '{count, plural, =0 {No question of yours was kept.} one {One question and its answer were deleted.} other {# questions and their answers were deleted.}}',
  notAll: 'One of your questions is still ending. Please use `/forget` again in a minute.',
  discordStays:
    'No question or answer of yours is kept any more. Messages on Discord stay until they are deleted there.',
};

export const enAskAbout: Catalogue<AskAboutWords> = {
  title: 'Ask about this message',
  question: 'Your question',
  placeholder: 'What do you want to know about it?',
  forgotten: 'The message is not remembered any more. Please open its menu again.',
};
