// What /settings says.
import type { ReasoningDisplay } from '../../asks/ask.ts';
import type { Language } from '../languages.ts';

/** What of the settings stands together. */
export type SettingsSection = 'answers' | 'limits' | 'access' | 'model';

/** The settings that are numbers. */
export type LimitField =
  | 'maxWaitingPerAsker'
  | 'maxWaiting'
  | 'maxAnswersPerDay'
  | 'maxAnswerTokens'
  | 'maxQuestionChars';

/** One of several that a menu offers. Discord takes at most 100 characters of each. */
export interface ChoiceWords {
  label: string;
  description: string;
}

/** Of a menu of channels, roles or members. `placeholder` stands in an empty one: at most 150 characters. */
export interface MenuWords {
  title: string;
  placeholder: string;
  /** What holds when nothing is chosen. */
  nothingChosen: string;
  chosen: string;
}

/** Of a field in a form. Discord takes 45 characters of a label and 100 of a hint. */
export interface FieldWords {
  label: string;
  hint: string;
}

export interface SettingsWords {
  title: string;
  whenChoicesCount: string;
  sections: Record<SettingsSection, ChoiceWords>;
  threads: { title: string; choices: Record<'yes' | 'no', ChoiceWords> };
  /** `discord`: as Discord has the server. */
  language: { title: string; choices: Record<Language | 'discord', ChoiceWords> };
  reasoningDisplay: { title: string; choices: Record<ReasoningDisplay, ChoiceWords> };
  pings: { title: string; choices: Record<'yes' | 'no', ChoiceWords> };
  limits: {
    /** Of the form, too: at most 45 characters. */
    title: string;
    /** On a button: at most 80 characters. */
    change: string;
    none: string;
    /** By the name of the setting. */
    fields: Record<LimitField, FieldWords>;
  };
  channels: MenuWords;
  roles: MenuWords;
  blocked: MenuWords;
  turns: {
    title: string;
    change: string;
    alike: string;
    /** Of one role. */
    share(values: { role: string; weight: number }): string;
    roles: FieldWords;
    weight: FieldWords;
  };
  model: {
    title: string;
    /** Where to choose it. */
    how: string;
  };
  persona: {
    title: string;
    none: string;
    counted(values: { count: number; max: number }): string;
    /** What it costs. */
    takesRoom: string;
    /** On buttons. */
    change: string;
    changeChannel: string;
    ofChannels: string;
    /** Of forms. */
    formTitle: string;
    channelFormTitle: string;
    text: FieldWords;
    channel: FieldWords;
    tooLong(values: { max: number }): string;
    tooManyChannels(values: { max: number }): string;
    channelGone: string;
  };
  /** What everybody may see. */
  shown: {
    title: string;
    /** Whose model or persona it is that holds where it is shown. */
    ofHost: string;
    ofServer: string;
    ofChannel: string;
  };
  /** Both name what is wrong with a form that was sent. */
  numberRefused(values: { label: string; min: number; max: number }): string;
  tooManyRoles(values: { max: number }): string;
  nothingChanged: string;
  /** Of a button that this version does not have. */
  notOffered: string;
}
