// What /privacy and /forget say, and the form of "Ask about this".

export interface PrivacyWords {
  title: string;
  /** Paragraphs, each with a heading in bold. `days` is how long questions and answers are kept. */
  kept(values: { days: number }): string;
  where: string;
  /** What stays although its person is forgotten. */
  beside: string;
  discord: string;
  /** `forget` is the command, as a mention or in code. */
  delete(values: { forget: string }): string;
}

export interface ForgetWords {
  question: string;
  /** Of what goes, and what stays. */
  consequences: string;
  /** On buttons: at most 80 characters. */
  confirm: string;
  cancel: string;
  working: string;
  nothingDeleted: string;
  /** Of questions with their answers. */
  deleted(values: { count: number }): string;
  /** After `deleted`: a question could not be stopped in time. */
  notAll: string;
  /** After `deleted`, when all is gone. */
  discordStays: string;
}

export interface AskAboutWords {
  /** Of the form, and of its one field: at most 45 characters. */
  title: string;
  question: string;
  /** At most 100 characters. */
  placeholder: string;
  /** The bot was restarted meanwhile, or too much time has passed. */
  forgotten: string;
}
