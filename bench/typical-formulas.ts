// Display formulas as R1 writes them: from one line of school maths to matrices, long derivations and words in `\text`.

const lines = String.raw`
E = mc^2
x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}
10T = 3S + G
3 \times 5 + 2 = 17
\boxed{42}
\boxed{\dfrac{7}{12}}
a^2 + b^2 = c^2
\frac{24}{60} = \frac{2}{5}
V = \frac{4}{3} \pi r^3
f(x) = \begin{cases} x^2 & \text{if } x \geq 0 \\ -x & \text{otherwise} \end{cases}
\sum_{k=1}^{n} k = \frac{n(n+1)}{2}
\prod_{p \text{ prime}} \frac{1}{1 - p^{-s}} = \sum_{n=1}^{\infty} \frac{1}{n^s}
\int_0^1 x^2 \, dx = \frac{1}{3}
\int_{-\infty}^{\infty} e^{-x^2} \, dx = \sqrt{\pi}
\lim_{x \to 0} \frac{\sin x}{x} = 1
\frac{d}{dx} \left( x^n \right) = n x^{n-1}
\frac{\partial u}{\partial t} = \alpha \nabla^2 u
\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 5 \\ 6 \end{pmatrix}
\begin{bmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{bmatrix}
\det A = \begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc
\begin{aligned} 2x + 3y &= 12 \\ x - y &= 1 \end{aligned}
\begin{aligned} (a+b)^3 &= (a+b)(a+b)^2 \\ &= (a+b)(a^2 + 2ab + b^2) \\ &= a^3 + 3a^2b + 3ab^2 + b^3 \end{aligned}
P(A \mid B) = \frac{P(B \mid A) \, P(A)}{P(B)}
\binom{n}{k} = \frac{n!}{k!(n-k)!}
\binom{10}{3} = \frac{10 \times 9 \times 8}{3 \times 2 \times 1} = 120
\text{Speed} = \frac{\text{Distance}}{\text{Time}} = \frac{120 \text{ km}}{2 \text{ h}} = 60 \text{ km/h}
\text{Area} = \frac{1}{2} \times 8 \times 5 = 20 \text{ cm}^2
\sigma = \sqrt{\frac{1}{N} \sum_{i=1}^{N} (x_i - \mu)^2}
\nabla \times \mathbf{E} = -\frac{\partial \mathbf{B}}{\partial t}
i\hbar \frac{\partial}{\partial t} \Psi(\mathbf{r}, t) = \hat{H} \Psi(\mathbf{r}, t)
\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}
\mathcal{L}(\theta) = -\frac{1}{N} \sum_{i=1}^{N} \left[ y_i \log \hat{y}_i + (1 - y_i) \log (1 - \hat{y}_i) \right]
\theta_{t+1} = \theta_t - \eta \nabla_\theta J(\theta_t)
T(n) = 2T\left(\frac{n}{2}\right) + O(n) = O(n \log n)
\forall \varepsilon > 0 \; \exists \delta > 0 : |x - a| < \delta \implies |f(x) - f(a)| < \varepsilon
A \cup (B \cap C) = (A \cup B) \cap (A \cup C)
\neg (p \land q) \equiv \neg p \lor \neg q
e^{i\pi} + 1 = 0
\zeta(2) = \sum_{n=1}^{\infty} \frac{1}{n^2} = \frac{\pi^2}{6}
\cfrac{1}{1 + \cfrac{1}{2 + \cfrac{1}{3}}}
\sqrt[3]{27} + \sqrt{2 + \sqrt{2}} = 3 + \sqrt{2 + \sqrt{2}}
\overline{AB} \parallel \overline{CD}, \quad \angle ABC = 90^\circ
\vec{F} = m \vec{a} = m \frac{d^2 \vec{r}}{dt^2}
\left\lfloor \frac{n}{2} \right\rfloor + \left\lceil \frac{n}{2} \right\rceil = n
3^{100} \equiv 1 \pmod{100}
\underbrace{1 + 1 + \cdots + 1}_{n \text{ times}} = n
\frac{x^2}{a^2} + \frac{y^2}{b^2} = 1
\oint_C \mathbf{F} \cdot d\mathbf{r} = \iint_S (\nabla \times \mathbf{F}) \cdot d\mathbf{S}
PV = nRT \quad \Rightarrow \quad n = \frac{PV}{RT}
2\mathrm{H}_2 + \mathrm{O}_2 \rightarrow 2\mathrm{H}_2\mathrm{O}
A = P \left( 1 + \frac{r}{n} \right)^{nt} = 1000 \left( 1 + \frac{0.05}{12} \right)^{12 \cdot 10} \approx 1647.01
x^3 - 6x^2 + 11x - 6 = (x - 1)(x^2 - 5x + 6) = (x - 1)(x - 2)(x - 3) = 0 \quad \Longrightarrow \quad x \in \{1, 2, 3\}
S = 1 + 3 + 5 + 7 + 9 + 11 + 13 + 15 + 17 + 19 + 21 + 23 + 25 + 27 + 29 + 31 + 33 + 35 + 37 + 39 = 20^2 = 400
\begin{array}{c|cc} x & 0 & 1 \\ \hline f(x) & 1 & 2 \end{array}
\mathbb{E}[X] = \int_{\mathbb{R}} x \, f_X(x) \, dx
\ln(ab) = \ln a + \ln b, \quad \log_2 8 = 3
\text{面积} = \frac{1}{2} \times \text{底} \times \text{高}
\text{速度} = \frac{\text{距離}}{\text{時間}}
\text{Ответ: } x = \frac{3}{4}
v_{\text{ср}} = \frac{s_1 + s_2}{t_1 + t_2}
`;

export const typicalFormulas: readonly string[] = lines.trim().split('\n');
