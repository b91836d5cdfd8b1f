// What is measured of rendering, each in a process of its own.
import { measureFormulas } from '../measure-formulas.ts';
import { measureRendering } from '../measure-rendering.ts';
import { serve } from './serve.ts';

const service = { measureFormulas, measureRendering };

export type RenderingService = typeof service;

serve(service);
