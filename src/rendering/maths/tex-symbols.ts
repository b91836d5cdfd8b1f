// What a TeX command or character is in Unicode, and how it stands beside its neighbours.

/**
 * `letter`: stands for a value; `sign`: `+` and its like, which may also stand in front of one; `big`: takes limits;
 * `bar`: opens, closes or parts, which its neighbours tell.
 */
export type SymbolRole =
  | 'letter'
  | 'operator'
  | 'sign'
  | 'relation'
  | 'open'
  | 'close'
  | 'comma'
  | 'colon'
  | 'slash'
  | 'bar'
  | 'function'
  | 'big';

export interface TexSymbol {
  text: string;
  role: SymbolRole;
}

/** Pairs of a command's name (or a character) and what it shows, parted by blanks. */
function symbols(role: SymbolRole, pairs: string): [string, TexSymbol][] {
  return pairs
    .trim()
    .split(/\s{2,}|\n/)
    .map((pair) => pair.trim().split(' '))
    .flatMap(([name, text]) =>
      name === undefined || text === undefined ? [] : [[name, { text, role }]],
    );
}

function names(role: SymbolRole, words: string): [string, TexSymbol][] {
  return words.split(' ').map((word) => [word, { text: word, role }]);
}

const greek = `
  alpha α  beta β  gamma γ  delta δ  epsilon ϵ  varepsilon ε  zeta ζ  eta η  theta θ  vartheta ϑ  iota ι  kappa κ
  lambda λ  mu μ  nu ν  xi ξ  omicron ο  pi π  varpi ϖ  rho ρ  varrho ϱ  sigma σ  varsigma ς  tau τ  upsilon υ
  phi ϕ  varphi φ  chi χ  psi ψ  omega ω
  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ  Omega Ω`;

const letters = `
  infty ∞  partial ∂  nabla ∇  forall ∀  exists ∃  nexists ∄  neg ¬  lnot ¬  emptyset ∅  varnothing ∅  hbar ℏ  ell ℓ
  Re ℜ  Im ℑ  aleph ℵ  angle ∠  triangle △  degree °  prime ′  square □  Box □  checkmark ✓  top ⊤  bot ⊥  dagger †
  ldots …  dots …  dotsc …  cdots ⋯  dotsb ⋯  vdots ⋮  therefore ∴  because ∵  imath ı  jmath ȷ
  % %  $ $  # #  & &  _ _  backslash \\`;

const operators = `
  times ×  div ÷  cdot ·  ast ∗  star ⋆  circ ∘  bullet •  oplus ⊕  ominus ⊖  otimes ⊗  odot ⊙
  cap ∩  cup ∪  setminus ∖  wedge ∧  vee ∨  land ∧  lor ∨  bmod mod  mod mod`;

const relations = `
  leq ≤  le ≤  leqslant ≤  geq ≥  ge ≥  geqslant ≥  neq ≠  ne ≠  approx ≈  equiv ≡  sim ∼  simeq ≃  cong ≅  propto ∝
  ll ≪  gg ≫  lt <  gt >  in ∈  notin ∉  ni ∋  subset ⊂  supset ⊃  subseteq ⊆  supseteq ⊇  nsubseteq ⊈  subsetneq ⊊
  perp ⊥  parallel ∥  mid |  nmid ∤  models ⊨  vdash ⊢  prec ≺  succ ≻  asymp ≍  doteq ≐
  to →  rightarrow →  longrightarrow ⟶  leftarrow ←  gets ←  leftrightarrow ↔  mapsto ↦
  Rightarrow ⇒  implies ⇒  Leftarrow ⇐  impliedby ⇐  Leftrightarrow ⇔  iff ⇔  Longrightarrow ⇒
  uparrow ↑  downarrow ↓  nearrow ↗  searrow ↘  coloneqq ≔`;

const functions =
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp max min sup inf gcd det dim ker deg arg hom Pr';

const commands = new Map<string, TexSymbol>([
  ...symbols('letter', greek),
  ...symbols('letter', letters),
  ...symbols('operator', operators),
  ...symbols('sign', 'pm ±  mp ∓  minus −'),
  ...symbols('relation', relations),
  ...symbols(
    'open',
    '{ {  lbrace {  lbrack [  lfloor ⌊  lceil ⌈  langle ⟨  lvert |  lVert ‖  ulcorner ⌜',
  ),
  ...symbols(
    'close',
    '} }  rbrace }  rbrack ]  rfloor ⌋  rceil ⌉  rangle ⟩  rvert |  rVert ‖  urcorner ⌝',
  ),
  ...symbols('bar', '| ‖  Vert ‖  vert |'),
  ...symbols('colon', 'colon :'),
  ...symbols('function', 'int ∫  iint ∬  iiint ∭  oint ∮'),
  ...symbols(
    'big',
    'sum ∑  prod ∏  coprod ∐  bigcup ⋃  bigcap ⋂  lim lim  limsup limsup  liminf liminf',
  ),
  ...names('function', functions),
]);

const characters = new Map<string, TexSymbol>([
  ...symbols('sign', '+ +  - −'),
  ...symbols('operator', '* *'),
  ...symbols('relation', '= =  < <  > >'),
  ...symbols('open', '( (  [ ['),
  ...symbols('close', ') )  ] ]  ! !'),
  ...symbols('comma', ', ,  ; ;'),
  ...symbols('colon', ': :'),
  ...symbols('slash', '/ /'),
  ...symbols('bar', '| |'),
  ...symbols('letter', '? ?  @ @  \' ′  " "'),
]);

/** R1 also writes `≤` for `\leq`. */
const unicodeSigns = new Map(
  [...commands.values()]
    .filter(({ text }) => /^[^\p{ASCII}\p{L}]$/u.test(text))
    .map((symbol) => [symbol.text, symbol]),
);

/** @param name without its backslash */
export function commandSymbol(name: string): TexSymbol | undefined {
  return commands.get(name);
}

/** Anything that is not itself TeX's markup; letters and digits are no symbols but `letter`s as well. */
export function characterSymbol(char: string): TexSymbol | undefined {
  const known = characters.get(char) ?? unicodeSigns.get(char);
  if (known !== undefined) return known;
  return /^(?:[\p{L}\p{N}\p{M}.]|[^\p{ASCII}\p{C}\p{Z}])$/u.test(char)
    ? { text: char, role: 'letter' }
    : undefined;
}

const negations = new Map(
  Object.entries({
    '=': '≠',
    '<': '≮',
    '>': '≯',
    '≤': '≰',
    '≥': '≱',
    '∈': '∉',
    '⊂': '⊄',
    '⊆': '⊈',
    '≡': '≢',
    '≈': '≉',
    '∼': '≁',
    '|': '∤',
  }),
);

/** `\not` before a relation. */
export function negated(relation: string): string | undefined {
  return negations.get(relation);
}
