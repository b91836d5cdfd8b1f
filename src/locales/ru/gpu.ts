// What /gpu tells operators in Russian.
import type { Catalogue } from '../icu.ts';
import type { GpuWords } from '../words/gpu.ts';

export const ruGpu: Catalogue<GpuWords> = {
  stopped:
    '{answers, plural, =1 {Начатый ответ остановлен.} one {Остановлен # начатый ответ.} few {Остановлены # начатых ответа.} many {Остановлены # начатых ответов.} other {Остановлены # начатого ответа.}}',
  runsOn:
    '{answers, plural, =1 {Начатый ответ будет дописан до конца.} one {# начатый ответ будет дописан до конца.} few {# начатых ответа будут дописаны до конца.} many {# начатых ответов будут дописаны до конца.} other {# начатого ответа будут дописаны до конца.}}',
  joinOn: 'Кто спросит за это время, встанет в очередь.',
  resumed: '**Пауза окончена.**',
  notPaused: 'Паузы и не было.',
  working: 'Вопросы принимаются',
  by: 'по команде {name}',
  running:
    '{answers, plural, =0 {Ответы сейчас не пишутся} one {# ответ пишется} few {# ответа пишутся} many {# ответов пишутся} other {# ответа пишутся}}',
  waiting:
    '{questions, plural, =0 {никто не ждёт} one {# вопрос ждёт} few {# вопроса ждут} many {# вопросов ждут} other {# вопроса ждут}}',
  noWorker: 'Ни один сервер модели не подключён.',
  unreachable: 'Ollama не отвечает',
  quietHours: 'тихие часы {times}',
  nothingLoaded: 'в памяти нет модели',
  loaded: '{model} ({memory})',
  more: 'и ещё {count, number}',
};
