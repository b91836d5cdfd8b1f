// Sections of an answer as R1 writes them, each unlike the one before: with headings, lists, code, tables and maths.

type Section = (number: number) => string;

const opening: Section = (n) => `## ${n}. How the parts fit together

To see why **step ${n}** works, it helps to look at it from three sides: what is *given*, what is asked, and what may change in between. The short answer is that nothing is lost — but only as long as the order of the ${n + 2} parts is kept, and that is where most mistakes are made.

However, there is a catch: a value such as \`limit_${n}\` is read once (see [the manual](https://example.org/manual/${n}#limits)), so a later change has no effect until the next start.`;

const numberedList: Section = (n) => `### What to do, in this order

1. **Measure first**: note the time of ${n} calls before you change anything.
   - Use the same machine and the same input.
   - Leave out the first call; it is always slower.
2. **Change one thing**: for example \`workers=${(n % 7) + 2}\`, and nothing else.
3. **Compare**: if the gain is below ${(n % 5) + 3} %, it is noise.
   - A gain of \\(\\frac{1}{${n + 1}}\\) or more is real.
   - Below that, repeat it with \\( k \\geq ${n + 9} \\) calls.
4. **Write it down**, with the date and the version.`;

const code: Section = (n) => `### Example ${n}

\`\`\`python
import heapq


def shortest_paths_${n}(graph: dict[str, list[tuple[str, int]]], start: str) -> dict[str, int]:
    """Distances from start to every node that can be reached."""
    distances = {start: 0}
    queue = [(0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > distances[node]:
            continue  # an older entry || already improved
        for neighbour, weight in graph[node]:
            candidate = distance + weight
            if candidate < distances.get(neighbour, ${n * 1_000}):
                distances[neighbour] = candidate
                heapq.heappush(queue, (candidate, neighbour))
    return distances
\`\`\`

The loop ends because every node is improved at most \`len(graph)\` times; the **running time** is \\(O(E \\log V)\\).`;

const table: Section = (n) => `### Comparison

| Method | Time | Memory | Good for |
| --- | ---: | ---: | --- |
| Plain loop | ${n + 40} ms | 2 MB | small input |
| **Heap** | ${n + 12} ms | 6 MB | sparse graphs |
| \`numpy\` array | ${n + 3} ms | 48 MB | dense graphs, 行列 |
| Streaming | ${n + 90} ms | 1 MB | more than fits |

As the table shows, there is no single winner.`;

const maths: Section = (n) => `#### Derivation

Let \\(a = ${n}\\) and \\(b = ${n + 1}\\). The roots of \\(ax^2 + bx - ${n + 2} = 0\\) are given by:

\\[
x = \\frac{-${n + 1} \\pm \\sqrt{${n + 1}^2 + 4 \\cdot ${n} \\cdot ${n + 2}}}{2 \\cdot ${n}}
\\]

The discriminant is positive, so both roots are real. Their sum is \\(-\\frac{b}{a}\\), which agrees with:

$$
\\sum_{k=1}^{${n}} k = \\frac{${n}(${n} + 1)}{2} = ${(n * (n + 1)) / 2}
$$

Therefore, the result is \\(\\boxed{${(n * (n + 1)) / 2}}\\).`;

const chinese: Section = (n) => `### 第${n}步：检查结果

首先，确认输入的数据是**完整的**：如果缺少第 ${n} 行，程序会直接返回空值。其次，注意内存的使用情况，因为每次调用都会分配新的缓冲区，调用结束后才会释放。

- **兼容性**：在旧系统上需要额外的参数 \`--compat=${n}\`。
- **性能**：平均耗时约 ${n + 20} 毫秒，其中 \\(x^2\\) 的计算占一半以上。
- **错误处理**：返回码不为零时，应当记录警告，而不是忽略它。

> 注意：不要在循环内部打开文件，否则速度会明显下降。`;

const closing: Section = (n) => `---

**Key points so far:**

- The order matters: *first* the check, *then* the write.
- Costs grow with n·log n, so ${n} times the input takes about ${n + n / 2} times as long.
- A price of $${n} per month or a path like $HOME/data_${n}/in is not a formula.
- [ ] Still open: what happens when two callers meet?

Wait for the second confirmation before you delete anything; **it cannot be undone**.`;

const sections: readonly Section[] = [opening, numberedList, code, maths, table, chinese, closing];

/** Endless; another `seed` begins elsewhere and says other numbers. */
export function* writeSections(seed: number): Generator<string> {
  for (let number = seed + 1; ; number += 1) {
    const section = sections[number % sections.length] ?? opening;
    yield `${section(number)}\n\n`;
  }
}
