// The marks that a prompt is made of, and how what people write is kept from reading as one. Pure.

/** Of people's words: makes harmless what in them reads as something else. */
export type Clean = (text: string) => string;

/** In front of what somebody says where several people take part. `name` is one of `speakerNames`. */
export function speakerLabel(name: string): string {
  return `[from ${name}]: `;
}

/** As R1 was trained to read files (DeepSeek-R1-0528's model card, "File Uploading"). */
export function fileBlock({ name, content }: { name: string; content: string }): string {
  return `[file name]: ${name}\n[file content begin]\n${content}\n[file content end]`;
}

export interface MarkedMessage {
  author: string;
  /** Then they are not the author's words. */
  isForwarded: boolean;
  text: string;
}

/** In the same form: a message that is asked about. */
export function messageBlock({ author, isForwarded, text }: MarkedMessage): string {
  const whose = isForwarded ? '[message forwarded by]' : '[message author]';
  return `${whose}: ${author}\n[message content begin]\n${text}\n[message content end]`;
}

const zeroWidthSpace = '\u200B';

/** Tokens that end or forge a turn, as families of models write them between `<` and `>`. */
const angledTokens = [
  // DeepSeek; ChatML, and so Qwen; Llama 3, Phi, Granite, gpt-oss, Command R.
  String.raw`[|｜][^|｜<>\s]{1,64}[|｜]`,
  // Of reasoning models, and of Qwen and others for tools.
  String.raw`\/?(?:seed:)?think`,
  String.raw`\/?tool_(?:call|response)`,
  // Gemma.
  String.raw`(?:start|end)_of_(?:turn|image)`,
  String.raw`(?:image|audio)_soft_token`,
  String.raw`unused\d{1,5}`,
  // Llama 2 and Mistral; T5, Gemma and others have some of them, too.
  String.raw`\/?s`,
  String.raw`<\/?sys>`,
  '(?:seed:)?(?:bos|eos)',
  'pad|unk',
  // GLM, InternLM, Nemotron.
  'sop|eop|eoh|eoa',
  String.raw`extra_id_\d{1,3}`,
  String.raw`special_\d{1,4}`,
  // Command R.
  '(?:bos|eos|pad|unk|eop)_token',
];

/** The same between `[` and `]`, where other words are common: just as they are written. */
const squareTokens = [
  // Mistral.
  String.raw`\/?(?:INST|THINK|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CONTENT|SYSTEM_PROMPT|MODEL_SETTINGS)`,
  'TOOL_CALLS|ARGS|CALL_ID|IMG|IMG_BREAK|IMG_END|PREFIX|MIDDLE|SUFFIX|AUDIO|BEGIN_AUDIO',
  // GLM.
  '[gs]?MASK',
  // Exaone.
  String.raw`[|][a-z_]{1,32}[|]`,
];

const angledStart = new RegExp(`<(?=(?:${angledTokens.join('|')})>)`, 'giu');
const squareStart = new RegExp(String.raw`\[(?=(?:${squareTokens.join('|')})\])`, 'gu');

/**
 * The text with control tokens made harmless: Ollama reads them in what people write, too, so a question could forge
 * the model's turn. A zero-width space parts the bracket from the name; nothing else changes.
 */
export const neutralizeControlTokens: Clean = (text) =>
  text.replaceAll(angledStart, `<${zeroWidthSpace}`).replaceAll(squareStart, `[${zeroWidthSpace}`);

/** `[`, and what looks like it. */
const opening = String.raw`[\[［【〔⟦]`;
const closing = String.raw`\]］】〕⟧`;
/** Blanks, and what nobody sees. */
const gap = String.raw`[\s\p{Cf}]*`;
const lineBreak = String.raw`[\n\r\v\f\u0085\u2028\u2029]`;

/** The marks of files and messages, and Ollama's own of pictures, wherever they stand. */
const mark = new RegExp(
  `${opening}(?=${gap}(?:(?:file|message)${gap}(?:name|author|content|forwarded)(?!\\p{L})|img-\\d))`,
  'giu',
);
/** Whatever reads as a label where a line begins, also one that is quoted or in a list: `> [Ann]:`. */
const label = new RegExp(
  `(?<=(?:^|${lineBreak})[\\s\\p{Cf}>*_~|#\`-]{0,40})${opening}(?=[^\\n${closing}]{0,200}[${closing}]${gap}[:：])`,
  'gu',
);

/** Nothing in it reads as a turn, a tag or a mark. The bracket of a mark is made another: a space would not part it. */
export const harmless: Clean = (text) => neutralizeControlTokens(text).replaceAll(mark, '(');

/** Nor as the label of somebody. Apart, because files may have such lines for reasons of their own. */
export const harmlessAmongSeveral: Clean = (text) => harmless(text).replaceAll(label, '(');
