// What the stand-in says when nobody wrote a script for it: plain about being a stand-in, and long enough to watch.
import type { ChatRequest } from './chat-request.ts';
import type { Script } from './script.ts';

const maxQuotedChars = 120;

/** A short reasoning and an answer of several paragraphs that name the question. */
export function defaultScript(request: ChatRequest): Script {
  const question = quoteOf(request.messages.at(-1)?.content ?? '');
  return { reasoning: reasoningAbout(question), answer: answerTo(question) };
}

function quoteOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length > maxQuotedChars
    ? `${characters.slice(0, maxQuotedChars).join('')}…`
    : line;
}

function reasoningAbout(question: string): string {
  return [
    `The question is: "${question}". I am not a language model, so I cannot know the answer.`,
    'What can I do that is useful? I can show how a reply arrives: first this reasoning, then the answer.',
    'Wait, it should hold a few paragraphs and a block of code, because those are what a real answer holds.',
    'Good. I say plainly what I am, then I show what a reply looks like.',
  ].join('\n\n');
}

function answerTo(question: string): string {
  return `You asked: *${question}*

I am a **stand-in**: a small program that speaks Ollama's protocol and says the same to everyone. No model runs here, so this is not an answer to your question. It shows how a real one would arrive, token by token.

With a real DeepSeek-R1 the text above, in the box, would be its reasoning. It stays covered until you choose to read it, and it never mixes with the answer.

To have real answers, install Ollama on a machine of yours and fetch a model:

\`\`\`sh
ollama pull deepseek-r1:8b
\`\`\`

Then start this again. Nothing else needs to change: the same question goes to your own model, and nothing that you type leaves your machines.`;
}
