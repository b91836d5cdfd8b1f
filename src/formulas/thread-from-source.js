// Starts thread.ts from its source, in the demo and in tests: Node 20 reads no TypeScript, and tsx leaves threads alone
// unless it is asked.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
