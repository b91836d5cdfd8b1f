// The sizes of DeepSeek-R1 in Ollama's library, to be offered to whoever pulls. Sizes are those of its pages, for Q4_K_M.

export interface KnownModel {
  name: string;
  sizeBytes: number;
}

const sizes = { '1.5b': 1.1, '7b': 4.7, '8b': 5.2, '14b': 9, '32b': 20, '70b': 43, '671b': 404 };

export const knownModels: readonly KnownModel[] = Object.entries(sizes).map(([tag, gigabytes]) => ({
  name: `deepseek-r1:${tag}`,
  sizeBytes: gigabytes * 1e9,
}));
