// What of LaTeX is understood: the packages that R1 writes as if they were loaded.
import { BaseConfiguration } from '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import { AmsConfiguration } from '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import { BoldsymbolConfiguration } from '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import { BraketConfiguration } from '@mathjax/src/js/input/tex/braket/BraketConfiguration.js';
import { CancelConfiguration } from '@mathjax/src/js/input/tex/cancel/CancelConfiguration.js';
import { CasesConfiguration } from '@mathjax/src/js/input/tex/cases/CasesConfiguration.js';
import { CenternotConfiguration } from '@mathjax/src/js/input/tex/centernot/CenternotConfiguration.js';
import { ColorConfiguration } from '@mathjax/src/js/input/tex/color/ColorConfiguration.js';
import { ConfigMacrosConfiguration } from '@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js';
import { EncloseConfiguration } from '@mathjax/src/js/input/tex/enclose/EncloseConfiguration.js';
import { ExtpfeilConfiguration } from '@mathjax/src/js/input/tex/extpfeil/ExtpfeilConfiguration.js';
import { GensymbConfiguration } from '@mathjax/src/js/input/tex/gensymb/GensymbConfiguration.js';
import { MathtoolsConfiguration } from '@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js';
import { NewcommandConfiguration } from '@mathjax/src/js/input/tex/newcommand/NewcommandConfiguration.js';
import { TextcompConfiguration } from '@mathjax/src/js/input/tex/textcomp/TextcompConfiguration.js';
import { TextMacrosConfiguration } from '@mathjax/src/js/input/tex/textmacros/TextMacrosConfiguration.js';
import { UnitsConfiguration } from '@mathjax/src/js/input/tex/units/UnitsConfiguration.js';
import { UpgreekConfiguration } from '@mathjax/src/js/input/tex/upgreek/UpgreekConfiguration.js';

/**
 * Left out on purpose: `html` and `action` (links, styles, things to press), `require` and `autoload` (load code),
 * `unicode` (fonts of the system), `noerrors` and `noundefined` (draw what is wrong instead of refusing it),
 * `physics` (redefines `\div` and others), `mhchem` (its arrows need a font of their own).
 */
const configurations = [
  BaseConfiguration,
  AmsConfiguration,
  BoldsymbolConfiguration,
  BraketConfiguration,
  CancelConfiguration,
  CasesConfiguration,
  CenternotConfiguration,
  ColorConfiguration,
  ConfigMacrosConfiguration,
  EncloseConfiguration,
  ExtpfeilConfiguration,
  GensymbConfiguration,
  MathtoolsConfiguration,
  NewcommandConfiguration,
  TextcompConfiguration,
  TextMacrosConfiguration,
  UnitsConfiguration,
  UpgreekConfiguration,
];

/** MathJax knows them by name, once they are imported. */
export const texPackages: readonly string[] = configurations.map(({ name }) => name);
