// What is measured of the program as it is built. Each in a process of its own (measure-compiled.ts).
import { measureFormulas } from '../measure-formulas.ts';
import { measureRendering } from '../measure-rendering.ts';
import { serve } from './serve.ts';

const service = { measureFormulas, measureRendering };

export type CompiledService = typeof service;

serve(service);
