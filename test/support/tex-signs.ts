// The TeX commands of which a reader does not see the name.

/** Where there are several characters for one thing, any of them stands for all. */
const signs = [
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ',
  'pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω',
  'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω',
  'times × div ÷ pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ cong ≅ pmod mod bmod mod',
  'in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ setminus ∖ emptyset ∅ forall ∀ exists ∃ infty ∞',
  'sum ∑ prod ∏ int ∫ sqrt √ partial ∂ nabla ∇ angle ∠ perp ⊥ triangle △ ell l',
  'to → rightarrow → leftarrow ← implies ⇒ Rightarrow ⇒ iff ⇔ Leftrightarrow ⇔',
  'land ∧ wedge ∧ lor ∨ vee ∨ neg ¬ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉',
].flatMap((line) => line.match(/\S+ \S+/g) ?? []);

const signsByName = new Map(signs.map((pair) => [pair.split(' ')[0], pair.split(' ')[1]]));

/** Those that place or dress what they stand before, and those whose sign is left out of the comparison. */
const unseen = new Set(
  [
    'frac dfrac tfrac cfrac left right quad qquad displaystyle limits cdot ldots dots cdots vdots circ prime',
    'text textbf textit textrm mathrm mathbf mathit mathbb mathcal mathsf operatorname boxed fbox',
    'big Big bigg Bigg bigl bigr Bigl Bigr overline underline hat widehat vec bar tilde parallel mid',
  ].flatMap((line) => line.split(' ')),
);

/** What a reader sees of a command: its sign, nothing, or else its name. */
export function signOfCommand(name: string): string {
  return unseen.has(name) ? '' : (signsByName.get(name) ?? name);
}
