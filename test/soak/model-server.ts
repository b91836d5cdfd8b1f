// The model server of a soak, as a process that can be killed:
//   model-server.ts PORT     0: a free one; it is told on standard output
import { createStandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import { scriptFor } from './script.ts';

const ollama = await createStandInOllama({
  port: Number(process.argv[2]),
  script: ({ messages }) => scriptFor(messages.at(-1)?.content ?? ''),
  parallel: 4,
  tokensPerSecond: 150,
  promptMs: 100,
  loadMs: 600,
});
process.stdout.write(`${ollama.url}\n`);

/** All connections are cut. */
process.on('SIGUSR2', () => {
  void ollama.refuseConnections().then(ollama.acceptConnections);
});
