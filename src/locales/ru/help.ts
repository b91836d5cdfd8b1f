// What /help says in Russian.
import type { Catalogue } from '../icu.ts';
import type { HelpWords } from '../words/help.ts';

export const ruHelp: Catalogue<HelpWords> = {
  title: 'С чего начать',
  begin:
    '{where, select, server {Спросите с помощью {ask} или упомяните меня в сообщении.} direct {Напишите мне здесь или спросите с помощью {ask}.} other {Спросите с помощью {ask}.}} В моём сообщении видно ваше место в очереди, потом ответ растёт на глазах.{where, select, server { Чтобы продолжить, упомяните меня в ответе на это сообщение или нажмите под ним **Продолжить в ветке**.} direct { Чтобы продолжить, просто напишите ещё.} other {}}',
  forModerators: 'Для модераторов',
  forOperators: 'Для операторов',
  ofModerators: '{description} (для модераторов)',
  ofOperators: '{description} (для операторов)',
  inMessageMenu: 'в меню сообщения, раздел «Приложения»',
};
