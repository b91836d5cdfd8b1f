// The commands in Russian.
import type { Catalogue } from '../icu.ts';
import type { CommandWords } from '../words/commands.ts';

export const ruCommands: Catalogue<CommandWords> = {
  ask: { name: 'спросить', description: 'Задать вопрос модели, общей для этого сообщества' },
  'ask prompt': { name: 'вопрос', description: 'Ваш вопрос' },
  'ask model': { name: 'модель', description: 'Другая модель вместо обычной' },
  'ask private': { name: 'приватно', description: 'Ответ увидите только вы' },
  'ask file': { name: 'файл', description: 'Текст, код или картинка, о которых вы спрашиваете' },
  'Ask about this': {
    name: 'Спросить об этом',
    description: 'В меню сообщения: спросить о нём',
  },
  privacy: { name: 'приватность', description: 'Что бот хранит о вас, как долго и где' },
  forget: { name: 'забыть', description: 'Удалить всё, что бот хранит о вас' },
  new: { name: 'заново', description: 'Начать здесь новый разговор' },
  queue: {
    name: 'очередь',
    description: 'Посмотреть, кому отвечают и кто ждёт, и отменить свой вопрос',
  },
  model: { name: 'модель', description: 'Посмотреть модели и выбрать, какая отвечает здесь' },
  'model list': { name: 'список', description: 'Посмотреть, какие модели есть' },
  'model info': { name: 'сведения', description: 'Посмотреть всё, что известно о модели' },
  'model info model': { name: 'модель', description: 'Какая' },
  'model use': {
    name: 'выбрать',
    description: 'Выбрать модель, которая отвечает, если её не называют',
  },
  'model use model': { name: 'модель', description: 'Какая' },
  'model use channel': { name: 'канал', description: 'Только в этом канале' },
  'model pull': { name: 'скачать', description: 'Скачать модель' },
  'model pull model': { name: 'модель', description: 'Например, deepseek-r1:14b' },
  'model pull worker': {
    name: 'сервер',
    description: 'На каком сервере модели; если не указать, на том, где обычная модель',
  },
  'model remove': { name: 'удалить', description: 'Удалить модель с диска' },
  'model remove model': { name: 'модель', description: 'Какая' },
  'model remove worker': { name: 'сервер', description: 'На каком сервере модели' },
  'model unload': { name: 'выгрузить', description: 'Убрать модель из памяти' },
  'model unload model': { name: 'модель', description: 'Какая; если не указано — все' },
  'model unload worker': { name: 'сервер', description: 'На каком сервере модели' },
  'model allow': {
    name: 'разрешить',
    description: 'Снова сделать модель доступной серверам Discord',
  },
  'model allow model': { name: 'модель', description: 'Какая' },
  'model deny': {
    name: 'запретить',
    description: 'Сделать модель недоступной серверам Discord',
  },
  'model deny model': { name: 'модель', description: 'Какая' },
  settings: { name: 'настройки', description: 'Посмотреть и изменить то, что выбрал этот сервер' },
  'settings show': {
    name: 'показать',
    description: 'Посмотреть, какие настройки действуют в этом канале',
  },
  'settings edit': {
    name: 'изменить',
    description: 'Изменить то, что выбрал этот сервер',
  },
  help: { name: 'помощь', description: 'Посмотреть, с чего начать и что вам доступно' },
  gpu: { name: 'видеокарта', description: 'Забрать видеокарту на время' },
  'gpu pause': {
    name: 'пауза',
    description: 'Не брать новые вопросы и освободить память видеокарты',
  },
  'gpu pause minutes': {
    name: 'минуты',
    description: 'На сколько; если не указано — до команды «продолжить»',
  },
  'gpu pause reason': { name: 'причина', description: 'Её увидят все, кто ждёт' },
  'gpu pause stop-running': {
    name: 'остановить-начатые',
    description: 'Остановить ответы, которые сейчас пишутся',
  },
  'gpu resume': { name: 'продолжить', description: 'Вернуться к вопросам, которые ждут' },
  'gpu status': {
    name: 'состояние',
    description: 'Посмотреть, чем заняты серверы моделей и что у них в памяти',
  },
};
