// What /queue says in Russian.
import type { Catalogue } from '../icu.ts';
import type { QueueWords } from '../words/queue.ts';

export const ruQueue: Catalogue<QueueWords> = {
  title: 'Очередь',
  answering: 'Сейчас в работе',
  nobodyAnswered: 'Сейчас вопросов в работе нет',
  waiting:
    '{count, plural, one {# вопрос ждёт} few {# вопроса ждут} many {# вопросов ждут} other {# вопроса ждут}}',
  nobodyWaits: 'Очередь пуста',
  nextTurn: 'новому вопросу ждать {time}',
  nextAtOnce: 'новому вопросу ждать не придётся',
  more: '… и ещё {count, number}',
  you: 'вы',
  elsewhere: 'кто-то в другом месте',
  privately: 'кто-то, приватно',
  unread: 'Вопрос, заданный приватно или в другом месте',
  starting: 'подготовка',
  loadingFor: 'загрузка идёт {time}',
  answeringFor: 'ответ пишется {time}',
  noServer: 'ни один сервер модели не подключён',
  servers: 'Серверы моделей',
  unnamedServer: 'Сервер модели',
  silent: 'его Ollama не отвечает',
  nothingInMemory: 'в памяти нет модели',
  vram: '{memory} видеопамяти',
  onProcessor: 'на процессоре',
  refresh: 'Обновить',
  cancel: 'Отменить вопрос в очереди',
  cancelMore: 'Отменить вопрос в очереди ({from, number}–{to, number})',
  kept: 'Ответ на ваш вопрос не удалось показать там, где вы спросили. Он сохранён для вас здесь:',
  showKept: 'Показать мой ответ',
  keptForgotten: 'Этот ответ уже не хранится.',
  notCancelled: {
    taken: 'Очередь этого вопроса уже подошла. Под ответом есть кнопка **Остановить**.',
    ended: 'Работа над этим вопросом уже закончена.',
    unknown: 'Здесь нет такого вопроса, который вы можете отменить.',
  },
};
